"""Mutants of a solution: the same code with one small mistake each. A criterion should notice nearly all of them.

Nothing is run here: a solution is read as a syntax tree, and text is put in place of text.
"""

from graders.mutants.choosing import chosen
from graders.mutants.dependence import unneeded
from graders.mutants.making import final_cells, mutants
from graders.mutants.mutant import Mutant, ambiguous
from graders.mutants.operators import OPERATORS

__all__ = ["OPERATORS", "Mutant", "ambiguous", "chosen", "final_cells", "mutants", "unneeded"]
