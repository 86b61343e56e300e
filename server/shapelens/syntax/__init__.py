"""Source text to chunks, LibCST, and the lowered form that the interpreter walks. The only part that imports libcst."""
