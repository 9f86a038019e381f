"""What can go wrong with what a user gives, as a small tree of exceptions."""

from __future__ import annotations


class OnrecordError(Exception):
    """Anything this package raises on purpose."""


class InputError(OnrecordError):
    """A report that cannot be read: where it stands, what is wrong, and how to mend it.

    Args:
        where: the file, or "<stdin>".
        problem: what is wrong, in one clause.
        mend: what the user can do about it, in one clause.
        line: the line of the file, counted from 1, where it is known.
    """

    def __init__(self, where: str, problem: str, mend: str, line: int | None = None) -> None:
        """Keep the parts, and join them to one line for people."""
        self.where, self.problem, self.mend, self.line = where, problem, mend, line
        place = where if line is None else f"{where}, line {line}"
        super().__init__(f"{place}: {problem}; {mend}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes, which an exception of several arguments does not by itself."""
        return type(self), (self.where, self.problem, self.mend, self.line)


class Notice(InputError):
    """Something that a report lacks, though it is read: its date, or a language that the reader knows."""
