#include "model/weights/pickle_globals.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace tilescout::model::weights {

namespace {

template <typename List>
bool contains(const List& list, std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

constexpr std::string_view inertNames[] = {"numpy.core.multiarray.scalar",
                                           "numpy.core.multiarray._reconstruct",
                                           "numpy._core.multiarray.scalar",
                                           "numpy._core.multiarray._reconstruct",
                                           "numpy.dtype",
                                           "numpy.ndarray",
                                           "_codecs.encode",
                                           "torch.Size",
                                           "torch.device",
                                           "torch.float32",
                                           "torch.float16",
                                           "torch.bfloat16",
                                           "torch.float64",
                                           "torch.int64",
                                           "torch.int32",
                                           "torch.int16",
                                           "torch.int8",
                                           "torch.uint8",
                                           "torch.bool",
                                           "copyreg._reconstructor",
                                           "copy_reg._reconstructor",
                                           "torch.strided",
                                           "torch.contiguous_format",
                                           "collections.deque",
                                           "datetime.datetime",
                                           "datetime.date",
                                           "datetime.timedelta",
                                           "datetime.timezone",
                                           "types.SimpleNamespace"};

// Not what keeps the program safe (nothing is ever called), but what makes it say so at once, and by name.
constexpr std::string_view forbiddenPackages[] = {"os",          "posix",
                                                  "nt",          "posixpath",
                                                  "ntpath",      "sys",
                                                  "subprocess",  "shutil",
                                                  "pty",         "platform",
                                                  "ctypes",      "_ctypes",
                                                  "importlib",   "imp",
                                                  "runpy",       "pkgutil",
                                                  "pickle",      "_pickle",
                                                  "cPickle",     "marshal",
                                                  "shelve",      "code",
                                                  "codeop",      "io",
                                                  "_io",         "socket",
                                                  "_socket",     "ssl",
                                                  "http",        "urllib",
                                                  "urllib2",     "requests",
                                                  "httplib",     "ftplib",
                                                  "smtplib",     "webbrowser",
                                                  "asyncio",     "multiprocessing",
                                                  "threading",   "_thread",
                                                  "signal",      "_posixsubprocess",
                                                  "commands",    "tempfile",
                                                  "glob",        "fileinput",
                                                  "zipfile",     "tarfile",
                                                  "sqlite3",     "builtins",
                                                  "__builtin__", "operator",
                                                  "_operator",   "functools",
                                                  "_functools",  "types",
                                                  "inspect",     "gc",
                                                  "atexit",      "timeit",
                                                  "pdb",         "bdb",
                                                  "cProfile",    "profile",
                                                  "trace",       "doctest",
                                                  "unittest",    "pip",
                                                  "setuptools",  "distutils",
                                                  "site",        "venv",
                                                  "ensurepip",   "cffi",
                                                  "pickletools", "nturl2path",
                                                  "pydoc",       "idlelib",
                                                  "lib2to3",     "tkinter"};

constexpr std::string_view inertBuiltins[] = {"set",     "frozenset", "list",  "tuple",  "int",    "float",
                                              "bool",    "str",       "bytes", "range",  "object", "bytearray",
                                              "complex", "slice",     "long",  "unicode"};

GlobalRole roleOfTorchName(std::string_view full) {
  if (full == "torch._utils._rebuild_tensor_v2" || full == "torch._utils._rebuild_tensor") {
    return GlobalRole::RebuildTensor;
  }
  if (full == "torch._utils._rebuild_parameter" || full == "torch._utils._rebuild_parameter_with_state") {
    return GlobalRole::RebuildParameter;
  }
  if (full == "torch._tensor._rebuild_from_type_v2") return GlobalRole::RebuildFromType;
  if (full.starts_with("torch.jit._pickle.")) return GlobalRole::Inert;
  return GlobalRole::UnknownFunction;
}

bool looksLikeClass(std::string_view name) {
  const std::size_t first = name.find_first_not_of('_');
  return first != name.npos && name[first] >= 'A' && name[first] <= 'Z' && name.find('.') == name.npos;
}

}  // namespace

std::optional<DType> storageDType(std::string_view name) {
  constexpr std::pair<std::string_view, DType> names[] = {
      {"FloatStorage", DType::F32},  {"HalfStorage", DType::F16}, {"BFloat16Storage", DType::BF16},
      {"DoubleStorage", DType::F64}, {"LongStorage", DType::I64}, {"IntStorage", DType::I32},
      {"ShortStorage", DType::I16},  {"CharStorage", DType::I8},  {"ByteStorage", DType::U8},
      {"BoolStorage", DType::Bool}};
  for (const auto& [known, dtype] : names) {
    if (name == known) return dtype;
  }
  return std::nullopt;
}

GlobalRole roleOf(std::string_view module, std::string_view name) {
  const std::string full = std::string(module) + "." + std::string(name);
  const std::string_view package = module.substr(0, module.find('.'));
  if ((module == "torch" || module == "torch.cuda" || module == "torch.storage") && storageDType(name)) {
    return GlobalRole::StorageType;
  }
  if (package == "__torch__") return GlobalRole::ScriptModule;
  if (module == "collections" && (name == "OrderedDict" || name == "defaultdict")) return GlobalRole::Dictionary;
  if (module == "builtins" || module == "__builtin__") {
    if (name == "dict") return GlobalRole::Dictionary;
    if (contains(inertBuiltins, name)) return GlobalRole::Inert;
  }
  if (contains(inertNames, full)) return GlobalRole::Inert;
  // A dotted name walks through attributes ("Config.__init__.__globals__"): no class is named so.
  if (contains(forbiddenPackages, package) || name.find('.') != name.npos) return GlobalRole::Forbidden;
  if (package == "torch") {
    const GlobalRole role = roleOfTorchName(full);
    return role == GlobalRole::UnknownFunction && looksLikeClass(name) ? GlobalRole::UnknownClass : role;
  }
  return looksLikeClass(name) ? GlobalRole::UnknownClass : GlobalRole::UnknownFunction;
}

}  // namespace tilescout::model::weights
