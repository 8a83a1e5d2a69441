"""One model, loaded: sentences in, sentences out. Alone touches what Argos Translate is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_translate.engines.argos.packages import Package

LIBRARIES = ("ctranslate2", "sentencepiece")
"""What must be installed."""

_BEAM = 4
_LENGTH_PENALTY = 0.2
"""What Argos Translate searches with."""
_LONGEST = 480
"""Tokens of a sentence that is tried: models are trained on shorter ones, and would cut it."""
_LONGEST_ANSWER = 512
_END = "</s>"
_SPACE = "▁"
"""How a token says that a word begins with it."""


class _Tokenizer(Protocol):
    def encode(self, sentence: str) -> list[str]: ...

    def decode(self, tokens: list[str]) -> str: ...


class Model:
    """A loaded model. Not thread-safe: tokenizers keep what they have seen."""

    def __init__(self, package: Package, device: str) -> None:
        """Load a package, some 100 MB, for ``cpu``, ``cuda`` or ``auto``. Raises anything."""
        import ctranslate2  # noqa: PLC0415 - heavy, and may not be installed

        self._prefix = package.prefix
        self._tokenizer = _tokenizer(package)
        self._translator: Any = ctranslate2.Translator(
            str(package.folder / "model"), device=device, inter_threads=1
        )

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """Translate sentences, each alone. Empty for one that is too long, or has no end."""
        tokens = [self._tokenizer.encode(sentence) if sentence else [] for sentence in sentences]
        able = [i for i, each in enumerate(tokens) if 0 < len(each) <= _LONGEST]
        answers = self._translator.translate_batch(
            [tokens[i] for i in able],
            target_prefix=[[self._prefix]] * len(able) if self._prefix else None,
            beam_size=_BEAM,
            length_penalty=_LENGTH_PENALTY,
            replace_unknowns=True,
            max_input_length=0,
            max_decoding_length=_LONGEST_ANSWER,
            return_end_token=True,
        )
        translated = [""] * len(sentences)
        for i, answer in zip(able, answers, strict=True):
            *answered, last = answer.hypotheses[0] or [""]
            if last == _END:
                translated[i] = self._text(answered, sentences[i])
        return translated

    def _text(self, tokens: list[str], source: str) -> str:
        text = self._tokenizer.decode(tokens)
        if self._prefix:
            text = text.strip().removeprefix(self._prefix)
        if "_" not in source:  # models write one for a space, as Argos Translate has found
            text = text.replace("_", " ")
        return text.strip()


class SentencePiece:
    """The tokenizer of most models; Argos Translate's own takes every underscore for a space."""

    def __init__(self, path: str) -> None:
        """Load ``sentencepiece.model``."""
        import sentencepiece  # noqa: PLC0415 - heavy, and may not be installed

        self._processor = sentencepiece.SentencePieceProcessor(model_file=path)

    def encode(self, sentence: str) -> list[str]:
        """Cut a sentence in pieces."""
        pieces: list[str] = self._processor.encode(sentence, out_type=str)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """Join pieces to text."""
        text: str = self._processor.decode_pieces(tokens)
        return text.replace(_SPACE, " ")


def _tokenizer(package: Package) -> _Tokenizer:
    path = package.folder / "sentencepiece.model"
    if path.is_file():
        return SentencePiece(str(path))
    from argostranslate.tokenizer import BPETokenizer  # noqa: PLC0415 - heavy; creates no folder

    made: _Tokenizer = BPETokenizer(package.folder / "bpe.model", package.source, package.target)
    return made
