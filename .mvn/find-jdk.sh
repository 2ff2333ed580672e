# Sourced by ./mvnw and ./recto: sets and exports JAVA_HOME to a JDK of version 25 or newer, or says what to
# install and exits; and has Java take names of files and what it prints as UTF-8 where no language is set (cron,
# ssh, containers). JAVA_HOME wins, then the java on the PATH, then the places JDKs usually live.

recto_jdk_version() { # HOME -> major version, or 0 where there is no JDK
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || { echo 0; return; }
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1
}

recto_find_jdk() {
  recto_path_java=$(command -v javac 2>/dev/null || true)
  if [ -n "$recto_path_java" ]; then
    recto_path_java=$(readlink -f "$recto_path_java" 2>/dev/null || echo "$recto_path_java")
    recto_path_java=${recto_path_java%/bin/javac}
  fi
  for recto_home in "${JAVA_HOME-}" "$recto_path_java" \
    /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$recto_home" ] || continue
    recto_version=$(recto_jdk_version "$recto_home")
    if [ "${recto_version:-0}" -ge 25 ]; then
      JAVA_HOME=$recto_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "recto: no JDK 25 found. Install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
  exit 1
}

recto_find_jdk

# Only where there is that locale: initdb refuses one that there is not.
if [ "$(locale charmap 2>/dev/null)" = ANSI_X3.4-1968 ] &&
  [ "$(LC_ALL=C.UTF-8 locale charmap 2>/dev/null)" = UTF-8 ]; then
  export LC_ALL=C.UTF-8
fi
