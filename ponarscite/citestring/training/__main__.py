"""``python -m ponarscite.citestring.training``: draw the strings, learn, and write the data file of the model."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path

import click

from ponarscite.citestring import model
from ponarscite.citestring.label import MODELLED
from ponarscite.citestring.training.corpus import Corpus, Shares, digest, examples, split, styles
from ponarscite.citestring.training.crf import States, Transitions, averaged, exported, train
from ponarscite.citestring.training.labelled import Labelled, read_labelled
from ponarscite.citestring.training.lent import Lent, lend
from ponarscite.citestring.training.measure import measured

SEED = 15
OWN = Path(model.__file__).with_name(model.FILE)


@click.command()
@click.option("--labelled", "folders", type=click.Path(path_type=Path), multiple=True, help="A folder of more strings.")
@click.option("--models", default=1, show_default=True, help="How many models to learn; the mean of them is written.")
@click.option("--strings", default=26_000, show_default=True, help="How many strings each of them learns from.")
@click.option("--iterations", default=75, show_default=True, help="Of the training.")
@click.option("--share", default=0.5, show_default=True, help="Of labelled strings; the others are printed in styles.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=OWN, help="The data file.")
def main(folders: tuple[Path, ...], models: int, strings: int, iterations: int, share: float, output: Path) -> None:
    """Train the model that reads citation strings."""
    files = _files(folders)
    learned, held = split(files)
    lent = lend(SEED)
    learn = partial(_learn, learned, lent, strings, iterations, Shares(labelled=share))
    data = exported(*averaged([learn(SEED + n) for n in range(models)]), MODELLED)
    output.write_bytes(data)
    click.echo(f"{output}: {len(data)} bytes, SHA-256 {sha256(data).hexdigest()}")
    for line in measured(model.parse(data), held, learned, lent, SEED):
        click.echo(line)


def _learn(
    labelled: list[Labelled], lent: Lent, strings: int, iterations: int, shares: Shares, seed: int
) -> tuple[Transitions, States]:
    """Draw strings and learn from them; tell how many there are, and their sum."""
    names, _ = styles(SEED)
    found = list(examples(Corpus(labelled, lent, names, seed).draw(strings, shares)))
    click.echo(f"{len(found)} strings, {sum(len(labels) for _, labels in found)} tokens, SHA-256 {digest(found)}")
    return train(found, iterations)


def _files(folders: tuple[Path, ...]) -> dict[str, list[Labelled]]:
    """The labelled strings of the package and of the folders; a line that cannot be read is named."""
    files = read_labelled()
    for folder in folders:
        try:
            files |= {f"{folder}/{name}": strings for name, strings in read_labelled(folder).items()}
        except ValueError as problem:
            raise click.ClickException(str(problem)) from problem
    return files


if __name__ == "__main__":
    main()
