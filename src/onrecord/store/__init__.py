"""What the ledger keeps, in SQLite or PostgreSQL: facts that are only ever added to, and rows to ask them by.

A report, each reading of it and each judgement are facts. Everything else derives from them and can be built again.
This room keeps values and knows no rule.
"""
