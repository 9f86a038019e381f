"""How the encoder's weights were made; not part of the installed package."""
