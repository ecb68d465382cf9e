#include "archive/computation_store.h"

#include <SQLiteCpp/Statement.h>

#include <utility>

#include "archive/session.h"

namespace tilescout::archive {

namespace {

std::optional<Computation> read(SQLite::Database& database, ModelId model) {
  SQLite::Statement query(database, "SELECT device, precision FROM model_computation WHERE model_id = ?");
  query.bind(1, model);
  if (!query.executeStep()) return std::nullopt;
  return Computation{query.getColumn(0).getString(), query.getColumn(1).getString()};
}

bool hasEmbeddings(SQLite::Database& database, ModelId model) {
  SQLite::Statement query(database, "SELECT EXISTS (SELECT 1 FROM embedding WHERE model_id = ?)");
  query.bind(1, model);
  query.executeStep();
  return query.getColumn(0).getInt() != 0;
}

}  // namespace

struct ComputationStore::Impl {
  Session session;
};

ComputationStore::ComputationStore(const std::filesystem::path& file, OpenMode mode)
    : impl_(std::make_unique<Impl>(Impl{Session::open(file, mode)})) {}
ComputationStore::~ComputationStore() = default;
ComputationStore::ComputationStore(ComputationStore&&) noexcept = default;
ComputationStore& ComputationStore::operator=(ComputationStore&&) noexcept = default;

std::optional<Computation> ComputationStore::of(ModelId model) {
  return impl_->session.read([&](SQLite::Database& database) -> std::optional<Computation> {
    if (!hasEmbeddings(database, model)) return std::nullopt;
    return read(database, model);
  });
}

std::optional<Computation> ComputationStore::claim(ModelId model, const Computation& now) {
  // A run that only finds what it wants recorded already writes nothing: killed again and again, it must get on.
  const auto [settled, stored] = impl_->session.read([&](SQLite::Database& database) {
    return std::pair(hasEmbeddings(database, model), read(database, model));
  });
  if (settled || stored == now) return stored;
  return impl_->session.write([&](SQLite::Database& database) -> std::optional<Computation> {
    if (hasEmbeddings(database, model)) return read(database, model);
    SQLite::Statement put(
        database,
        "INSERT INTO model_computation (model_id, device, precision) VALUES (?, ?, ?) "
        "ON CONFLICT (model_id) DO UPDATE SET device = excluded.device, precision = excluded.precision");
    put.bind(1, model);
    put.bind(2, now.device);
    put.bind(3, now.precision);
    put.exec();
    return now;
  });
}

}  // namespace tilescout::archive
