"""The language server. The only part that imports pygls and lsprotocol."""
