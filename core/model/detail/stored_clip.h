#pragma once
// Loading and saving of weights as train may see them: the public loader's types are LibTorch's, and stay inside model.
#include "model/model_loader.h"
