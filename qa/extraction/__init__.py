"""Which sentences of some texts are key: the algorithms of summaries, which know no index.

In: texts and weights. Out: the numbers of the chosen sentences. May import: text.
"""
