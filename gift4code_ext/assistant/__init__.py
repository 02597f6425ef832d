"""The assistant: one request from its words to a verified cell."""

from gift4code_ext.assistant.answer import WAYS, Answer, Outgoing, Request, Way
from gift4code_ext.assistant.assistant import Assistant
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.events import Event
from gift4code_ext.generation.inputs import AskError
from gift4code_ext.generation.question import Question

__all__ = ["WAYS", "Answer", "AskError", "Assistant", "Candidate", "Event", "Outgoing", "Question", "Request", "Way"]
