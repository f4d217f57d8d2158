"""Files inside a ZIP archive, a gzip file or a folder, read in memory and never written anywhere."""

import gzip
import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ..errors import UserError

MOST_FILES = 20_000
MOST_RATIO = 200  # text seldom shrinks to less than a hundredth
READABLE = (".csv", ".txt", ".json", ".vcf", ".mbox", ".graphml", ".gexf", ".gml", ".net", ".mtx", ".edges", ".tsv", ".xml", "")


def members(path: Path, max_megabytes: float) -> dict[str, bytes] | None:
    """Contents by name of the readable files in a ZIP or folder; None if the path is neither. Raises UserError."""
    if path.is_dir():
        files = [file for file in sorted(path.rglob("*")) if file.is_file() and not file.is_symlink()][:MOST_FILES]
        wanted = [file for file in files if file.suffix.lower() in READABLE and not file.name.startswith(".")]
        if sum(file.stat().st_size for file in wanted) > max_megabytes * 1e6:
            raise UserError(f"holds more than {max_megabytes:,g} MB; name the one file you need")
        return {file.relative_to(path).as_posix(): file.read_bytes() for file in wanted}
    if path.is_file() and path.stat().st_size and zipfile.is_zipfile(path):  # files of the system are of size 0, and may never end
        return unzipped(path, max_megabytes)
    return None


def unzipped(path: Path, max_megabytes: float) -> dict[str, bytes]:
    """Contents of the readable files in a ZIP archive. Raises UserError if it is damaged, locked or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
            names = {info.filename for info in inside}
            if "xl/workbook.xml" in names or "mimetype" in names or "[Content_Types].xml" in names:
                raise UserError("is an Excel workbook or another office file; save the table as CSV, and name that file")
            if len(inside) > MOST_FILES:
                raise UserError(f"holds {len(inside):,} files, more than {MOST_FILES:,}; name the one you need")
            wanted = [info for info in inside if not info.is_dir() and readable(info.filename)]
            check_sizes(wanted, max_megabytes)
            return {info.filename: limited(archive, info, max_megabytes) for info in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UserError(f"is a damaged ZIP archive ({error}); download it again") from None
    except RuntimeError:
        raise UserError("is a ZIP archive with a password; unpack it, and name the folder") from None


def readable(name: str) -> bool:
    """Whether a name inside an archive is that of a file we may read."""
    path = PurePosixPath(name.replace("\\", "/"))
    odd = path.is_absolute() or ".." in path.parts or "__MACOSX" in path.parts or path.name.startswith(".")
    return not odd and path.suffix.lower() in READABLE


def check_sizes(wanted: list, max_megabytes: float) -> None:
    """Raises UserError if the files say that they are too big, or grow more than text does."""
    total = sum(info.file_size for info in wanted)
    packed = sum(info.compress_size for info in wanted)
    if total > max_megabytes * 1e6 or (total > 1e6 and total > MOST_RATIO * max(packed, 1)):
        raise UserError(f"would unpack to {total / 1e6:,.0f} MB (limit {max_megabytes:,g} MB, and {MOST_RATIO} times its size); "
                        "unpack it yourself and name the file you need")  # fmt: skip


def limited(archive: zipfile.ZipFile, info: zipfile.ZipInfo, max_megabytes: float) -> bytes:
    """A file's content; stops where it is longer than it says. Raises UserError."""
    with archive.open(info) as file:
        data = file.read(info.file_size + 1)
    if len(data) > info.file_size or len(data) > max_megabytes * 1e6:
        raise UserError("holds a file that is longer than it says; it is damaged or made to harm")
    return data


def gunzipped(data: bytes, max_megabytes: float) -> bytes:
    """The content of a gzip file. Raises UserError if it is damaged or too long."""
    limit = int(max_megabytes * 1e6)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(limit + 1)
    except (OSError, EOFError, zlib.error):
        raise UserError("is a damaged gzip archive; download it again") from None
    if len(content) > limit:
        raise UserError(f"would unpack to more than {max_megabytes:,g} MB; unpack it yourself and keep what you need")
    return content
