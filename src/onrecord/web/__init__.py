"""The record as web pages: a request comes in, the ledger is asked, a page goes out."""
