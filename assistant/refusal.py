"""The one sentence that says the reports do not answer, used by code, tests and evaluation."""

from typing import Literal

Language = Literal["ja", "en"]

CANNOT_ANSWER: dict[Language, str] = {
    "ja": "資料に記載がありません",
    "en": "The reports do not state this",
}
