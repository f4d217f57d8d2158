"""The one place where functions are marked for compilation.

`rule` leaves a function a plain Python function and lets kernels inline it; `kernel` compiles a loop over
columns without the interpreter lock. No fast-math and no fused multiply-add: bits must not depend on
the compiler. Compiled code is kept on disk (`sim.cache`), since compiling takes a good half minute; numba itself would
not notice a change in a called function of another file.
"""

import os
from typing import Any

from .cache import cache_folder, open_cache, sources_hash, stamp_of

CACHE = cache_folder()
os.environ["NUMBA_CACHE_DIR"] = str(CACHE)

import numpy as np  # noqa: E402
from numba import config, njit  # noqa: E402  (numba reads the cache folder when it is imported)
from numba.core.caching import CompileResultCacheImpl, FunctionCache  # noqa: E402
from numba.extending import intrinsic, overload, register_jitable  # noqa: E402

config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]
KEEPS = open_cache(CACHE)
COMPILES = not getattr(config, "DISABLE_JIT", False)  # NUMBA_DISABLE_JIT=1: everything stays Python, to be stepped through
OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": False, "error_model": "numpy", "_nrt": False}
rule = register_jitable(forceinline=True)  # else each call would copy people, ties and rules anew


class OneFolder:
    """Where numba finds compiled code: in the folder of the sources, wherever the checkout lies and however old its files are."""

    def __init__(self, function, path: str):
        self._name, self._py_file = function.__module__, path

    @classmethod
    def from_function(cls, function, path: str) -> "OneFolder":
        """Every function has its place there."""
        return cls(function, path)

    def ensure_cache_path(self) -> None:
        """The folder may have been cleared away in the meantime."""
        CACHE.mkdir(mode=0o700, parents=True, exist_ok=True)

    def get_cache_path(self) -> str:
        """The folder."""
        return str(CACHE)

    def get_source_stamp(self) -> str:
        """What the compiled code was made from."""
        return stamp_of(self._py_file)

    def get_disambiguator(self) -> str:
        """What tells functions of one name apart."""
        return self._name


class InOneFolder(CompileResultCacheImpl):
    """Compiled functions, all in one folder."""

    _locator_classes = [OneFolder]


class NamedCache(FunctionCache):
    """Compiled code on disk, found by signature and name.

    Numba's own key holds the functions that a kernel was built around, pickled, which differ in every process.
    The folder already stands for all sources of `sim/`; the name stands for users' own strategies.
    """

    _impl_class = InOneFolder

    def __init__(self, function, name: str):
        super().__init__(function)
        self._strategies = name

    def _index_key(self, sig, codegen):
        return sig, codegen.magic_tuple(), self._strategies

    def load_overload(self, sig, target_context):
        """Compiled code, or None; what cannot be read is thrown away and compiled anew."""
        try:
            return super().load_overload(sig, target_context)
        except Exception:  # a damaged file may raise anything
            for path in CACHE.glob(f"{self._impl.filename_base}.*"):
                path.unlink(missing_ok=True)
            return None

    def save_overload(self, sig, data) -> None:
        """Keep compiled code; without room on the disk the next start compiles anew."""
        try:
            super().save_overload(sig, data)
        except OSError:
            self.disable()


def kernel(function, name: str | None = ""):
    """Compile a loop over columns: no interpreter lock, IEEE arithmetic, cached on disk unless name is None.

    name: what beside the sources of `sim/` the kernel was built from. Kernels own no memory (they work on what
    they are given), so references are not counted.
    """
    compiled = njit(function, **OPTIONS)
    if name is not None and KEEPS:
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


def natural(x):
    """A whole number >= 0, known as such to the compiler: only so are loops up to it surely made of vector instructions.

    For ranges of places only: kernels make a fraction of it where it meets a number with a sign.
    """
    return int(x)


@overload(natural)
def _natural(x):
    return lambda x: np.uint64(x)


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
    """Whether an earlier run left compiled kernels of exactly these sources, those that take longest included."""
    return KEEPS and all(any(CACHE.glob(f"*.{name}-*.nbc")) for name in ("make_plan.locals.plan", "make_read.locals.read"))


__all__ = [
    "COMPILES", "cache_folder", "is_compiled", "kernel", "natural", "overload", "prefetch", "real", "register_jitable", "rule", "short",
    "sources_hash", "whole",
]  # fmt: skip
