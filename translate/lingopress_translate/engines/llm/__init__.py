"""Language models, by any server that speaks the chat completions of OpenAI."""

from lingopress_translate.engines.llm.engine import make

__all__ = ["make"]
