#pragma once
#include <optional>
#include <string_view>

#include "model/weights/tensor_source.h"

namespace tilescout::model::weights {

/// What a name in a pickle stands for.
enum class GlobalRole {
  RebuildTensor,     ///< torch._utils._rebuild_tensor_v2 and its elder
  RebuildParameter,  ///< torch._utils._rebuild_parameter: its first argument is the tensor
  RebuildFromType,   ///< torch._tensor._rebuild_from_type_v2: a function, a type and the function's arguments
  Dictionary,        ///< collections.OrderedDict and the like
  StorageType,       ///< torch.FloatStorage ...
  Inert,             ///< a harmless value that is not read: sets, numpy scalars, dtypes, devices
  ScriptModule,      ///< __torch__...: a module of a TorchScript archive
  UnknownClass,      ///< looks like a class of somebody's package: kept as an opaque object
  UnknownFunction,   ///< may be mentioned, but not called
  Forbidden          ///< of the interpreter or the operating system: refused when it is mentioned
};

GlobalRole roleOf(std::string_view module, std::string_view name);

/// Element type of a torch storage class ("FloatStorage"), if it is one that is supported.
std::optional<DType> storageDType(std::string_view name);

}  // namespace tilescout::model::weights
