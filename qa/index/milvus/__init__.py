"""An index on Milvus, or on Milvus Lite in a folder. May import: index and what that may.

In: a library, or the address of a Milvus. Out: `MilvusBuilds`, which opens an `Engine`.
"""
