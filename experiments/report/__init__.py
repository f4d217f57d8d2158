"""From results to a page: verdict, sections, figures."""

from .page import write_report

__all__ = ["write_report"]
