"""The one place where functions are marked for compilation.

`rule` leaves a function a plain Python function and lets kernels inline it; `kernel` compiles a loop over
columns without the interpreter lock. No fast-math and no fused multiply-add: bits must not depend on
the compiler. Compiled code is kept on disk in a folder named after a hash of all sources of `sim/`, since
numba itself does not notice a change in a called function of another file.
"""

import functools
import hashlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent


@functools.cache
def sources_hash() -> str:
    """Hash of every source file of `sim/` and of the versions that shape the compiled code, as they were loaded."""
    import importlib.metadata as metadata

    digest = hashlib.sha256()
    for path in sorted(HERE.rglob("*.py")):
        digest.update(str(path.relative_to(HERE)).encode() + b"\0" + path.read_bytes())
    digest.update(f"{sys.version} {metadata.version('numba')} {metadata.version('numpy')}".encode())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Folder of the compiled kernels: $VITAMINB_CACHE, or the user's cache folder."""
    root = os.environ.get("VITAMINB_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "vitaminb" / sources_hash()


CACHE = cache_folder()
os.environ["NUMBA_CACHE_DIR"] = str(CACHE)

import numpy as np  # noqa: E402
from numba import config, njit  # noqa: E402  (numba reads the cache folder when it is imported)
from numba.core.caching import FunctionCache  # noqa: E402
from numba.extending import intrinsic, overload, register_jitable  # noqa: E402

config.CACHE_DIR = str(CACHE)
rule = register_jitable(forceinline=True)  # else each call would copy people, ties and rules anew


class NamedCache(FunctionCache):
    """Compiled code on disk, found by signature and name.

    Numba's own key holds the functions that a kernel was built around, pickled, which differ in every process.
    The folder already stands for all sources of `sim/`; the name stands for users' own strategies.
    """

    def __init__(self, function, name: str):
        super().__init__(function)
        self._name = name

    def _index_key(self, sig, codegen):
        return sig, codegen.magic_tuple(), self._name


def kernel(function, name: str | None = ""):
    """Compile a loop over columns: no interpreter lock, IEEE arithmetic, cached on disk unless name is None.

    name: what beside the sources of `sim/` the kernel was built from. Kernels own no memory (they work on what
    they are given), so references are not counted.
    """
    compiled = njit(function, nogil=True, fastmath=False, error_model="numpy", _nrt=False)
    if name is not None:
        compiled._cache = NamedCache(function, name)
    return compiled


def real(x):
    """A plain float64 number (numba's own `float` would keep 32 bits)."""
    return float(x)


@overload(real)
def _real(x):
    return lambda x: np.float64(x)


def whole(x):
    """A plain 64-bit whole number, cut towards zero (numba's own `int` would keep the width)."""
    return int(x)


@overload(whole)
def _whole(x):
    return lambda x: np.int64(x)


def short(x):
    """A plain whole number of less than 2**31, cut towards zero; kernels keep it in 32 bits, four to a vector instruction."""
    return int(x)


@overload(short)
def _short(x):
    return lambda x: np.int32(x)


@intrinsic
def _prefetch(typing, array, place):
    """The processor's instruction for `prefetch`."""
    from llvmlite import ir
    from numba.core import cgutils, types

    def generate(context, builder, signature, arguments):
        columns = context.make_array(array)(context, builder, arguments[0])
        stride = cgutils.unpack_tuple(builder, columns.strides, array.ndim)[0]
        offset = builder.mul(context.cast(builder, arguments[1], place, types.int64), stride)
        byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        address = builder.inttoptr(builder.add(builder.ptrtoint(columns.data, stride.type), offset), byte)
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(function, [address, word(0), word(3), word(1)])  # to be read, near, data
        return context.get_dummy_value()

    return types.void(array, place), generate


def prefetch(array, place):
    """Let array[place] be fetched from memory while other work goes on; changes nothing, and Python need not bother."""


@overload(prefetch)
def _prefetch_compiled(array, place):
    return lambda array, place: _prefetch(array, place)


def is_compiled() -> bool:
    """Whether an earlier run left compiled kernels of exactly these sources."""
    return any(CACHE.rglob("*.nbc"))


__all__ = ["kernel", "overload", "register_jitable", "rule", "real", "whole", "short", "prefetch", "is_compiled", "cache_folder", "sources_hash"]
