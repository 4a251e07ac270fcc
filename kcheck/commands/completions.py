"""`kcheck completions SHELL`: what makes a shell complete commands, flags and rules."""

import click
from click.shell_completion import get_completion_class

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


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print what makes a shell complete kcheck's commands and flags: `source <(kcheck completions bash)`."""
    if shell == "powershell":
        click.echo(_POWERSHELL, nl=False)
        return OK
    kind = get_completion_class(shell)
    assert kind is not None  # click has the three
    click.echo(kind(click.Command("kcheck"), {}, "kcheck", "_KCHECK_COMPLETE").source())
    return OK
