#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <vector>

#include "base/error.h"

namespace tilescout {

namespace {
XXH3_state_t* asState(void* state) { return static_cast<XXH3_state_t*>(state); }
}  // namespace

Hasher::Hasher() : state_(XXH3_createState()) { XXH3_128bits_reset(asState(state_)); }
Hasher::~Hasher() { XXH3_freeState(asState(state_)); }

void Hasher::add(std::span<const std::byte> bytes) { XXH3_128bits_update(asState(state_), bytes.data(), bytes.size()); }
void Hasher::add(std::string_view text) { XXH3_128bits_update(asState(state_), text.data(), text.size()); }

std::string Hasher::hex() const {
  const XXH128_hash_t digest = XXH3_128bits_digest(asState(state_));
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(digest.high64),
                static_cast<unsigned long long>(digest.low64));
  return text.data();
}

std::string hashText(std::string_view text) {
  Hasher hasher;
  hasher.add(text);
  return hasher.hex();
}

std::string hashFile(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorCode::Io, "cannot be opened for reading", file.string());
  Hasher hasher;
  std::vector<char> block(1 << 20);
  while (in) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    hasher.add(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad()) throw Error(ErrorCode::Io, "could not be read to its end", file.string());
  return hasher.hex();
}

}  // namespace tilescout
