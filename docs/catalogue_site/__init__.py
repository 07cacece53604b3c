"""The catalogue as static pages and files: `docs/catalogue.py` writes them."""
