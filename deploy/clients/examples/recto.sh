# What the examples share. RECTO_URL, RECTO_KEY, RECTO_SAMPLES and RECTO_DOCUMENT_URL say where everything is.

api() {
  curl --fail-with-body --silent --show-error -H "Authorization: Bearer $RECTO_KEY" "$@"
}

# post PATH BODY [STATUS]: the answer, which must have this status
post() {
  answer=$(curl --silent --show-error -w '\n%{http_code}' -H "Authorization: Bearer $RECTO_KEY" \
    -H "Content-Type: application/json" -d "$2" "$RECTO_URL$1")
  printf '%s\n' "$answer" | sed '$d'
  [ "$(printf '%s\n' "$answer" | tail -n 1)" = "${3:-200}" ] || printf 'unexpected status\n'
}

# field NAME: that text of the JSON object on standard input
field() {
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

# expect PATTERN...: standard input must match each of them
expect() {
  answer=$(cat)
  for pattern in "$@" ; do
    printf '%s' "$answer" | grep -q -- "$pattern" || fail "$pattern"
  done
  case $answer in *"unexpected status"*) fail "status" ;; esac
}

fail() {
  printf 'Not as expected: %s, but\n%.2000s\n' "$1" "$answer"
  exit 1
}
