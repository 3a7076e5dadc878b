"""What is left alone, because a change of it shows nowhere that a quest could look, or is no mistake."""

from __future__ import annotations

import ast

from graders.mutants.reading import Reading, called

CALLS = frozenset(
    {"print", "display", "summary", "plot_model", "clear_session", "set_random_seed", "seed", "default_rng"}
    | {"enable_interactive_logging", "disable_interactive_logging", "filterwarnings", "simplefilter"}
)
"""Calls that show something, or set what is random."""
PLOTTING = frozenset({"plt", "ax", "axes", "axis", "axs", "fig", "figure", "sns"})
COSMETICS = frozenset(
    {"figure", "tight_layout", "grid", "show", "style", "subplots_adjust", "colorbar", "xticks", "yticks", "axis"}
    | {"xlim", "ylim", "set_xlim", "set_ylim", "set_xticks", "set_yticks", "suptitle", "text", "subplot", "subplots"}
)
"""Calls of a figure's that no criterion reads."""
KEYWORDS = frozenset(
    {"verbose", "seed", "random_state", "name", "workers", "end", "sep", "file", "flush"}
    | {"color", "c", "alpha", "figsize", "linewidth", "lw", "marker", "linestyle", "ls", "cmap", "fontsize", "s"}
    | {"rotation", "bins", "edgecolor", "zorder", "ha", "va", "loc", "ncols", "nrows", "constrained_layout", "dpi"}
    | {"prefetch", "num_parallel_calls", "buffer_size", "input_shape", "strict", "allow_pickle", "exist_ok"}
)
"""Arguments that tell how something looks, or how fast it goes."""


def is_quiet(node: ast.AST, reading: Reading) -> bool:
    """Whether a node and all that stands in it are left alone."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.JoinedStr() | ast.Global() | ast.Raise():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.keyword(arg=name):
            return name in KEYWORDS
        case ast.arg() | ast.alias():
            return True
        case ast.Expr(value=ast.Call() as call) | ast.Assign(value=ast.Call() as call) | (ast.Call() as call):
            return called(call) in CALLS or (is_plotting(call) and (not reading.drawn or called(call) in COSMETICS))
    return is_annotation(node, reading) or _is_precision(node, reading)


def is_plotting(call: ast.Call) -> bool:
    """Whether it draws: ``plt.plot(…)``, ``axes[0].set_title(…)``."""
    root: ast.AST = call.func
    while isinstance(root, ast.Attribute | ast.Subscript | ast.Call):
        root = root.func if isinstance(root, ast.Call) else root.value
    return isinstance(root, ast.Name) and root.id in PLOTTING and isinstance(call.func, ast.Attribute)


def is_idle_cast(call: ast.Call, reading: Reading) -> bool:
    """Whether a cast makes no difference: numbers are divided right after it, or only ever were 0 and 1."""
    if called(call) not in ("astype", "cast"):
        return False
    parent = reading.parents[call]
    cast = call.func.value if called(call) == "astype" and isinstance(call.func, ast.Attribute) else call.args[:1]
    truths = any(isinstance(each, ast.Compare) for each in (cast if isinstance(cast, list) else [cast]))
    return truths or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div))


def is_annotation(node: ast.AST, reading: Reading) -> bool:
    """Whether a node is a type hint."""
    parent = reading.parents.get(node)
    return (isinstance(parent, ast.AnnAssign) and node is parent.annotation) or (
        isinstance(parent, ast.FunctionDef) and node is parent.returns
    )


def _is_precision(node: ast.AST, reading: Reading) -> bool:
    """Whether a node says to how many places, or to which floats, something is rounded."""
    parent = reading.parents.get(node)
    if not isinstance(parent, ast.Call) or node not in parent.args:
        return False
    return (called(parent) == "round" and node is not parent.args[0]) or (
        is_idle_cast(parent, reading) and node is parent.args[-1]
    )
