"""Which sentences of some texts are key: algorithms that know no index. May import: text.

In: texts and weights. Out: the numbers of the chosen sentences.
"""
