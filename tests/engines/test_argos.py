"""Argos: which models there are, and real loading code with tiny models of random weights."""

from __future__ import annotations

import importlib.util
import io
import json
import string
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines import table
from lingopress_translate.engines.argos import make, packages
from lingopress_translate.engines.argos.model import LIBRARIES
from lingopress_translate.engines.engine import Batch, Item
from lingopress_translate.engines.faults import Kind, RequestError
from trial import REPOSITORY, demand_modules

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "The court sat. It was cold in ⟦1⟧Chengdu⟦/1⟧."


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder for models, and a home where nothing is."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "models"))
    return tmp_path / "models"


def describe(folder: Path, source: str, target: str, **more: str) -> None:
    """Write what a package says of itself."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"from_code": source, "to_code": target, "package_version": "1.0", **more}
    (folder / "metadata.json").write_text(json.dumps(data), "utf-8")


def lay(place: Path, pairs: str, **more: str) -> None:
    """Lay packages out without a model in them: ``en_es es_ca``."""
    for pair in pairs.split():
        folder = place / f"translate-{pair}"
        describe(folder, *pair.split("_"), **more)
        (folder / "model").mkdir()
        (folder / "model" / "model.bin").touch()
        (folder / "sentencepiece.model").touch()


# ---- which models there are


@pytest.mark.parametrize(
    ("pairs", "source", "target", "route"),
    [
        ("en_es", "en", "es", "en-es"),
        ("en_es", "en-GB", "es-MX", "en-es"),
        ("en_es", "es", "en", ""),
        ("en_zh en_zt", "en", "zh-Hans", "en-zh"),
        ("en_zh en_zt", "en", "zh-Hant", "en-zt"),
        ("en_zh en_zt", "en", "zh-Hant-TW", "en-zt"),
        ("en_pt en_pb", "en", "pt-BR", "en-pb"),
        ("en_pt", "en", "pt-BR", "en-pt"),
        ("en_pt en_pb", "en", "pt-PT", "en-pt"),
        ("en_tl", "en", "fil", "en-tl"),
        ("en_nb", "en", "no", "en-nb"),
        ("en_sr", "en", "sr-Latn", ""),
        ("fr_en en_es", "fr", "es", "fr-en-es"),
        ("fr_ca ca_es fr_en en_es", "fr", "es", "fr-en-es"),
        ("fr_es fr_en en_es", "fr", "es", "fr-es"),
        ("en_es es_ca", "en", "ca", "en-es-ca"),
        ("en_es es_ca ca_fr", "en", "fr", ""),
        ("", "en", "es", ""),
    ],
)
def test_ways_lead_through_at_most_one_language(
    models: Path, pairs: str, source: str, target: str, route: str
) -> None:
    lay(models, pairs)
    way = packages.route(packages.installed(packages.folder()), source, target)
    assert "-".join([*(each.source for each in way[:1]), *(each.target for each in way)]) == route


@pytest.mark.parametrize("lacking", ["metadata.json", "model/model.bin", "sentencepiece.model"])
def test_a_package_that_is_not_whole_is_not_there(models: Path, lacking: str) -> None:
    lay(models, "en_es")
    (models / "translate-en_es" / lacking).unlink()
    assert packages.installed(models) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"from_code": 1, "to_code": "es"}'])
def test_a_package_that_is_broken_is_not_there(models: Path, content: bytes) -> None:
    lay(models, "en_es en_fr")
    (models / "translate-en_es" / "metadata.json").write_bytes(content)
    assert [package.target for package in packages.installed(models)] == ["fr"]


def test_of_two_versions_the_newest_counts(models: Path) -> None:
    for version in ("1.9", "1.10", "1.2"):
        lay(models / version, "en_es", package_version=version)
        (models / version / "translate-en_es").rename(models / f"en_es-{version}")
    (route,) = packages.route(packages.installed(models), "en", "es")
    assert route.version == "1.10"
    assert make({}, "x").identity("en", "es") == "argos:en_es@1.10"


def test_models_lie_where_argos_translate_has_them(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path.home()
    assert packages.folder() == models
    monkeypatch.delenv("ARGOS_PACKAGES_DIR")
    assert packages.folder() == home / ".local/share/argos-translate/packages"
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    assert packages.folder() == home / "data/argos-translate/packages"
    settings = home / ".config" / "argos-translate" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"ARGOS_PACKAGES_DIR": "/elsewhere"}', "utf-8")
    assert packages.folder() == Path("/elsewhere")


def test_what_is_missing_is_named(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lingopress_translate.engines.argos.engine.LIBRARIES", ("json",))
    made = make({}, "x")
    assert made.unavailable("en", "pt-BR").endswith("argospm install translate-en_pb")
    assert made.unavailable("en", "sr-Latn").endswith("use another engine")
    assert made.unavailable("en", "en-GB").endswith("use another engine")
    lay(models, "en_es")
    assert made.unavailable("en", "es") == ""
    monkeypatch.setattr("lingopress_translate.engines.argos.engine.LIBRARIES", ("no_such_module",))
    assert made.unavailable("en", "es").endswith("pip install 'lingopress[argos]'")
    with pytest.raises(ConfigError, match="did you mean cuda"):
        make({"device": "cudo"}, "x")


def test_asking_what_there_is_imports_and_creates_nothing(models: Path) -> None:
    lay(models, "en_es")
    code = (
        "import sys\n"
        "from lingopress_translate.engines import table\n"
        "made = table.load('argos', {})\n"
        "made.unavailable('en', 'es'), made.traits('en', 'es'), made.label('en', 'es')\n"
        "print([each for each in ('argostranslate', 'ctranslate2', 'sentencepiece', 'numpy')\n"
        "       if each in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", timeout=60
    )
    assert done.stdout == "[]\n"
    assert not Path.home().exists()


# ---- models of random weights: what they say has no meaning, and no test claims one


def build(
    folder: Path, source: str, target: str, pieces: Sequence[str] | None = None, **more: str
) -> None:
    """Write a package with a model of random weights; of words of these letters, if given any."""
    specs: Any = importlib.import_module("ctranslate2.specs")
    numpy: Any = importlib.import_module("numpy")
    describe(folder, source, target, **more)
    pieces = pieces or train(folder)
    random = numpy.random.default_rng(1)
    width, inner = 32, 64
    spec = specs.TransformerSpec.from_config((2, 2), 4, pre_norm=True)

    def weights(rows: int, columns: int) -> Any:  # noqa: ANN401 - an array of numpy's
        return (random.standard_normal((rows, columns)) / columns**0.5).astype(numpy.float32)

    def fill(layer: Any, rows: int, columns: int) -> None:  # noqa: ANN401 - of ctranslate2's specs
        layer.weight = weights(rows, columns)
        layer.bias = numpy.zeros(rows, dtype=numpy.float32)

    def normal(layer: Any) -> None:  # noqa: ANN401 - likewise
        layer.gamma = numpy.ones(width, dtype=numpy.float32)
        layer.beta = numpy.zeros(width, dtype=numpy.float32)

    def attend(layer: Any, rows: Sequence[int]) -> None:  # noqa: ANN401 - likewise
        normal(layer.layer_norm)
        for linear, count in zip(layer.linear, rows, strict=True):
            fill(linear, count * width, width)

    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings
        first = embeddings[0] if isinstance(embeddings, list) else embeddings
        first.weight = weights(len(pieces), width) * width**0.5
        normal(side.layer_norm)
        for layer in side.layer:
            attend(layer.self_attention, (3, 1))
            if side is spec.decoder:
                attend(layer.attention, (1, 2, 1))
            normal(layer.ffn.layer_norm)
            fill(layer.ffn.linear_0, inner, width)
            fill(layer.ffn.linear_1, width, inner)
    fill(spec.decoder.projection, len(pieces), width)
    # Else a model that knows nothing would hardly ever come to an end; 9 is an end at once.
    spec.decoder.projection.bias[pieces.index("</s>")] = float(more.get("end", 2))
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    spec.validate()
    spec.optimize(quantization="int8")
    (folder / "model").mkdir()
    spec.save(str(folder / "model"))
    (folder / "README.md").write_text("RANDOM WEIGHTS: for tests alone.\n", "utf-8")


def train(folder: Path) -> list[str]:
    """Learn pieces of words from our own documentation."""
    learner: Any = importlib.import_module("sentencepiece")
    guides = sorted((REPOSITORY / "docs").glob("*.md"))
    lines = [line for guide in guides for line in guide.read_text("utf-8").splitlines()]
    made = io.BytesIO()
    learner.SentencePieceTrainer.train(
        sentence_iterator=iter([line for line in lines if line.strip()]),
        model_writer=made,
        model_type="unigram",
        vocab_size=400,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    (folder / "sentencepiece.model").write_bytes(made.getvalue())
    read = learner.SentencePieceProcessor(model_proto=made.getvalue())
    return [read.id_to_piece(number) for number in range(read.get_piece_size())]


@pytest.fixture
def real(models: Path) -> Path:
    demand_modules(*LIBRARIES, "argostranslate", part_of="argos")
    build(models / "translate-en_es", "en", "es")
    return models


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch(tuple(map(Item, texts)), "en", target, "mask")


def test_a_model_gives_text_and_the_same_twice(real: Path) -> None:
    made = table.load("argos", {})
    assert not made.unavailable("en", "es")
    assert made.label("en", "es") == "argos:en-es"
    first = made.translate(batch(TEXT, "snake_case"))
    assert len(first.texts) == 2
    assert all(text and text == text.strip() for text in first.texts)
    assert made.translate(batch(TEXT, "snake_case")) == first
    made.close()
    assert made.translate(batch(TEXT)).texts == first.texts[:1]
    assert [path.name for path in real.iterdir()] == ["translate-en_es"]
    assert not Path.home().exists()


def test_other_pairs_are_refused(real: Path) -> None:
    assert real.is_dir()
    with pytest.raises(RequestError) as failed:
        make({}, "x").translate(batch(TEXT, target="fr"))
    assert failed.value.kind is Kind.UNSUPPORTED


def test_a_language_between_is_gone_through(real: Path) -> None:
    build(real / "translate-es_ca", "es", "ca")
    made = make({"device": "auto"}, "x")
    assert made.label("en", "ca") == "argos:en-es-ca"
    assert made.identity("en", "ca") == "argos:en_es@1.0+es_ca@1.0"
    assert all(made.translate(batch(TEXT, target="ca")).texts)


def test_what_is_too_long_or_has_no_end_is_refused(real: Path) -> None:
    build(real / "translate-en_fr", "en", "fr", end="-99")
    made = make({}, "x")
    assert made.translate(batch("word " * 1000, TEXT)).texts[0] == ""
    assert made.translate(batch("word " * 1000, TEXT)).texts[1]
    assert made.translate(batch(TEXT, target="fr")).texts == ("",)


def test_a_model_that_is_broken_is_named(real: Path) -> None:
    (real / "translate-en_es" / "model" / "model.bin").write_bytes(b"broken")
    with pytest.raises(RequestError) as failed:
        make({}, "x").translate(batch(TEXT))
    assert failed.value.kind is Kind.SETUP
    assert str(failed.value) == (
        "the model translate-en_es cannot be used (install translate-en_es again)"
    )


def test_the_tokenizer_keeps_an_underscore_as_argos_does_not(real: Path) -> None:
    """Why its tokenizer is not used: if it no longer does so, ours may go."""
    ours: Any = importlib.import_module("lingopress_translate.engines.argos.model")
    theirs: Any = importlib.import_module("argostranslate.tokenizer")
    path = real / "translate-en_es" / "sentencepiece.model"
    mine, other = ours.SentencePiece(str(path)), theirs.SentencePieceTokenizer(path)
    assert mine.decode(mine.encode("a snake_case ⟦1⟧ name")) == "a snake_case ⟦1⟧ name"
    assert other.decode(other.encode("a snake_case ⟦1⟧ name")) == "a snake case ⟦1⟧ name"


@pytest.mark.filterwarnings("ignore::EncodingWarning")  # of what sacremoses imports
def test_older_models_have_another_tokenizer(real: Path) -> None:
    letters = [f"{letter}{end}" for letter in string.ascii_letters + "." for end in ("", "@@")]
    folder = real / "translate-en_de"
    build(folder, "en", "de", ["<unk>", "<s>", "</s>", *letters])
    (folder / "bpe.model").write_text("#version: 0.2\n", "utf-8")
    (text,) = make({}, "x").translate(batch("The court sat.", target="de")).texts
    assert text
    assert not Path.home().exists()
