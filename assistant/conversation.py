"""A conversation: what a follow-up question may leave out because it was said before."""

import uuid
from dataclasses import dataclass, field

from assistant.question import Question


@dataclass(slots=True)
class Conversation:
    """One conversation and the last question asked in it, completed by those before."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    last: Question | None = None

    def resolve(self, question: Question) -> Question:
        """The question with what it leaves out taken from the one before; a new topic takes nothing."""
        complete = question.about(self.last) if self.last is not None else question
        self.last = complete
        return complete
