"""The gettext catalogues, one folder a language. ``python -m locales update`` brings them up to the source texts,
``python -m locales check`` fails on anything missing."""
