"""``python -m lingopress_translate`` is the ``lingopress`` command."""

from lingopress_translate.cli import main

if __name__ == "__main__":
    main()
