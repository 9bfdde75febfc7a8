"""The calculator of deadlines: a question read from text, and the law's answer to it. Values in, values out."""

from gop.rules.calculation.answer import Answer, Known, Party, answer
from gop.rules.calculation.question import READ, BadQuestion, Question, read

__all__ = ["READ", "Answer", "BadQuestion", "Known", "Party", "Question", "answer", "read"]
