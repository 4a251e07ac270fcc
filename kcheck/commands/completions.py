"""`kcheck completions SHELL`: what makes a shell complete commands, flags and rules."""

import os

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

from kcheck.commands.checking import OK

SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName kcheck -ScriptBlock {
    param($word, $line, $cursor)
    $env:_KCHECK_COMPLETE = "powershell_complete"
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_CWORD = $word
    kcheck | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, "ParameterValue", $_)
    }
    Remove-Item Env:_KCHECK_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}
"""


class PowerShell(ShellComplete):
    """What click lacks: the words come whole, and the one that is being typed apart."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is being typed, and that one."""
        typed = os.environ.get("COMP_CWORD", "")
        words = os.environ.get("COMP_WORDS", "").split()[1:]
        return (words[:-1] if typed and words and words[-1] == typed else words), typed

    def format_completion(self, item: CompletionItem) -> str:
        """One line."""
        return str(item.value)


add_completion_class(PowerShell)


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print what makes a shell complete kcheck's commands and flags: `source <(kcheck completions bash)`."""
    if shell == PowerShell.name:
        click.echo(_POWERSHELL, nl=False)
        return OK
    kind = get_completion_class(shell)
    assert kind is not None  # click has the other three
    click.echo(kind(click.Command("kcheck"), {}, "kcheck", "_KCHECK_COMPLETE").source())
    return OK
