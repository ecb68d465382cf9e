#pragma once
#include <cstdint>

/// The opcodes of Python's pickle protocols (pickletools.py) that a weight file may use. Not here, and so refused:
/// those that call by another road (INST, OBJ), extensions, out-of-band buffers and the text forms of protocol 0.
namespace tilescout::model::weights::opcode {

inline constexpr std::uint8_t mark = '(', stop = '.', pop = '0', popMark = '1', binFloat = 'G', binInt = 'J',
                              binInt1 = 'K', binInt2 = 'M', none = 'N', binPersId = 'Q', reduce = 'R', binString = 'T',
                              shortBinString = 'U', binUnicode = 'X', append = 'a', build = 'b', global = 'c',
                              appends = 'e', binGet = 'h', longBinGet = 'j', list = 'l', binPut = 'q', longBinPut = 'r',
                              setItem = 's', tuple = 't', setItems = 'u', emptyTuple = ')', emptyList = ']',
                              emptyDict = '}', binBytes = 'B', shortBinBytes = 'C';
inline constexpr std::uint8_t proto = 0x80, newObj = 0x81, tuple1 = 0x85, tuple2 = 0x86, tuple3 = 0x87, newTrue = 0x88,
                              newFalse = 0x89, long1 = 0x8a, long4 = 0x8b, shortBinUnicode = 0x8c, binUnicode8 = 0x8d,
                              binBytes8 = 0x8e, emptySet = 0x8f, addItems = 0x90, frozenSet = 0x91, newObjEx = 0x92,
                              stackGlobal = 0x93, memoize = 0x94, frame = 0x95, byteArray8 = 0x96;

}  // namespace tilescout::model::weights::opcode
