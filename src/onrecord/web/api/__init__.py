"""The record for programs, under /api/v1: the same nouns, the same rows, described by an OpenAPI document."""
