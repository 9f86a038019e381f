"""Records to matters: copies, origins, links, positions, standings, turns, tracks; values in, values out."""
