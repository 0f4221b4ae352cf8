/**
 * What each shell has to be told. All of them hand the typed words over on standard input: an argument would put them into the
 * process list, and whoever types a secret in the wrong place has not pressed Enter yet. Nothing that was typed is evaluated.
 */
export const scripts: Readonly<Record<string, string>> = {
  // 3.2, which macOS has, knows neither compopt nor mapfile. `=` and `:` end a word there, and are put back.
  bash: `_keymux() {
    local IFS=$'\\n' word line isGlued='' words=() i
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        if [[ $i -gt 1 && ( -n $isGlued || $word == [=:]* ) ]]; then
            words[\${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        isGlued=''
        [[ $word == *[=:] ]] && isGlued=1
    done
    COMPREPLY=()
    while read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]#=}"))
        else
            line=\${line%%$'\\t'*}
            [[ \${words[\${#words[@]} - 1]} == *=* ]] && line=\${line#*=}
            COMPREPLY+=("$line")
        fi
    done < <(printf '%s\\0' "\${words[@]}" | command keymux complete 2>/dev/null)
}
complete -F _keymux keymux
`,
  zsh: `#compdef keymux
_keymux() {
    local -a lines candidates
    local line
    lines=("\${(@f)$({ (( CURRENT > 2 )) && printf '%s\\0' "\${(@Q)words[2,CURRENT-1]}"; printf '%s\\0' "\${(Q)PREFIX}" } | command keymux complete 2>/dev/null)}")
    if [[ $lines[1] == :files ]]; then
        compset -P '--[a-z-]#='
        _files
        return
    fi
    for line in $lines; do
        candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    done
    _describe keymux candidates
}
if [[ $funcstack[1] == _keymux ]]; then
    _keymux "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _keymux keymux
fi
`,
  fish: `function __keymux_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (printf '%s\\0' $words[2..-1] "$current" | command keymux complete 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path "$current"
    else
        printf '%s\\n' $lines
    end
end
complete -c keymux -e
complete -c keymux -f -a '(__keymux_complete)'
`,
}
