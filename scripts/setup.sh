# shellcheck shell=bash disable=SC2154
# What ./run and ./test need before cargo can start. Both source this file after setting `top`, the repository's folder.
#
# Nothing is installed unless it is missing, and what is present is found by looking for the tool or the library itself:
# a second start costs a few milliseconds, and machines that are not Debian or Ubuntu work as soon as they have the tools.
# Messages stand in pairs: Vietnamese first, then English.

yes=${HECTA_YES:-0} # 1: everything may be fetched without asking
rust_needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$top/Cargo.toml")

required=()  # Debian packages without which Hecta cannot be built
drawing=()   # Debian packages without which nothing can be drawn on a screen or in a snapshot test
rust_found=   # "rustc 1.75.0" of a toolchain that is too old
rust_agreed=0 # 1: the user agreed to get Rust through rustup

say() { printf '%s\n%s\n' "$1" "$2" >&2; }

has_command() { command -v "$1" >/dev/null 2>&1; }

# Whether a file exists for at least one of the given paths (expanded globs).
has_file() {
  local path
  for path; do [ -e "$path" ] && return 0; done
  return 1
}

# Whether the dynamic linker knows the library $1 (a soname); yes where there is no ldconfig to ask.
has_library() {
  if [ -z "${known_libraries+x}" ]; then
    known_libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null)
  fi
  [ -z "$known_libraries" ] || [[ $known_libraries == *[[:space:]]"$1 "* ]]
}

need_build_tools() {
  { has_command cc && has_command c++ && has_command make && has_file /usr/include/stdio.h /run/current-system; } ||
    required+=(build-essential)
  has_command pkg-config || required+=(pkg-config)
  has_command cmake || required+=(cmake)     # builds PROJ
  has_command sqlite3 || required+=(sqlite3) # PROJ's build writes its database with it
  # cargo checks the certificate of the crate registry
  [ -n "${SSL_CERT_FILE:-}${CARGO_HTTP_CAINFO:-}" ] || has_file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs /etc/ssl/cert.pem ||
    required+=(ca-certificates)
}

has_vulkan() { has_library libvulkan.so.1 && has_file /usr/share/vulkan/icd.d/*.json /etc/vulkan/icd.d/*.json; }
has_gl() { has_library libEGL.so.1 && has_file /usr/lib/*/dri/*_dri.so /usr/lib*/dri/*_dri.so /usr/share/glvnd/egl_vendor.d/*nvidia*.json; }
has_lavapipe() { has_library libvulkan.so.1 && has_file /usr/share/vulkan/icd.d/lvp_icd*.json; }

need_library() { has_library "$1" || drawing+=("$2"); }

need_window_libraries() {
  has_vulkan || has_gl || drawing+=(libegl1 libgl1-mesa-dri mesa-vulkan-drivers)
  if [ -n "${DISPLAY:-}" ]; then
    need_library libX11.so.6 libx11-6
    need_library libX11-xcb.so.1 libx11-xcb1
    need_library libXcursor.so.1 libxcursor1
    need_library libXi.so.6 libxi6
    need_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
  fi
  if [ -n "${WAYLAND_DISPLAY:-}${WAYLAND_SOCKET:-}" ]; then
    need_library libwayland-client.so.0 libwayland-client0
    need_library libwayland-egl.so.1 libwayland-egl1
    need_library libxkbcommon.so.0 libxkbcommon0
  fi
}

# Snapshot tests draw without a screen, with Mesa's software Vulkan so that every machine draws alike.
need_snapshot_libraries() { has_lavapipe || drawing+=(mesa-vulkan-drivers); }

# Python with its virtual environments, for the readers that share no code with Hecta.
need_python() {
  python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || required+=(python3-venv)
}

# Whether "$@ --version" is rustc of at least rust_needed; leaves an older one in rust_found.
is_new_enough() {
  local version major minor
  version=$("$@" --version 2>/dev/null) || return 1
  [[ $version =~ ^(rustc\ ([0-9]+)\.([0-9]+)[^ ]*) ]] || return 1
  version=${BASH_REMATCH[1]} major=${BASH_REMATCH[2]} minor=${BASH_REMATCH[3]}
  if ((major > ${rust_needed%%.*} || (major == ${rust_needed%%.*} && minor >= ${rust_needed##*.}))); then return 0; fi
  rust_found=${rust_found:-$version}
  return 1
}

# Finds a Rust that is new enough: as PATH has it, in cargo's own folder, or among rustup's toolchains.
find_rust() {
  local toolchain cargo_bin=${CARGO_HOME:-${HOME:-/nonexistent}/.cargo}/bin
  export RUSTUP_AUTO_INSTALL=0 # asking for a version must not download one
  has_command cargo && is_new_enough rustc && return 0
  [ -d "$cargo_bin" ] && PATH=$cargo_bin:$PATH
  has_command cargo && is_new_enough rustc && return 0
  has_command rustup || return 1
  for toolchain in "$rust_needed" stable; do
    if is_new_enough rustup run "$toolchain" rustc; then
      export RUSTUP_TOOLCHAIN=$toolchain
      return 0
    fi
  done
  return 1
}

# Asks a question (Vietnamese, English) on the terminal; without one only --yes or HECTA_YES=1 is a yes.
agreed() {
  local answer
  [ "$yes" = 1 ] && return 0
  [ -t 0 ] && [ -t 2 ] || return 1
  say "$1 [c/K]" "$2 [y/N]"
  read -r answer
  [[ $answer == [cCyY]* ]]
}

# Decides how to come by Rust; 1 if it is missing and nobody agreed to fetch it.
need_rust() {
  find_rust && return 0
  if [ -n "$rust_found" ]; then
    say "Rust trên máy này quá cũ: $rust_found; Hecta cần Rust $rust_needed trở lên." \
      "Rust on this machine is too old: $rust_found; Hecta needs Rust $rust_needed or newer."
  else
    say "Máy này chưa có Rust; Hecta cần Rust $rust_needed trở lên." \
      "There is no Rust on this machine; Hecta needs Rust $rust_needed or newer."
  fi
  has_command rustup || has_command curl || required+=(curl)
  agreed "Tải Rust $rust_needed bằng rustup (rustup.rs) vào thư mục cá nhân, khoảng 200 MB?" \
    "Get Rust $rust_needed through rustup (rustup.rs) into your home folder, about 200 MB?" && rust_agreed=1 && return 0
  say "Chạy lại với $0 --yes để tải Rust $rust_needed bằng rustup, hoặc tự cài theo https://rustup.rs rồi chạy lại." \
    "Run $0 --yes to get Rust $rust_needed through rustup, or install it yourself from https://rustup.rs and run again."
  return 1
}

fetch_rust() {
  local parts=(--profile minimal -c rustfmt -c clippy) installer
  say "Đang tải Rust $rust_needed bằng rustup…" "Getting Rust $rust_needed through rustup…"
  if has_command rustup; then
    rustup toolchain install "$rust_needed" "${parts[@]}" >&2 && export RUSTUP_TOOLCHAIN=$rust_needed
  else
    installer=$(mktemp) || return 1
    curl --proto '=https' --tlsv1.2 -sSf -o "$installer" https://sh.rustup.rs &&
      RUSTUP_INIT_SKIP_PATH_CHECK=yes sh "$installer" -y --no-modify-path --default-toolchain "$rust_needed" "${parts[@]}" >&2
    rm -f "$installer"
  fi
  find_rust && return 0
  say "Không tải được Rust $rust_needed. Kiểm tra mạng, hoặc tự cài theo https://rustup.rs rồi chạy lại." \
    "Rust $rust_needed could not be fetched. Check the network, or install it yourself from https://rustup.rs and run again."
  return 1
}

# The command that gives root's rights, in as_root; 1 if there is none. A password is only asked for on a terminal.
find_rights() {
  if [ "$(id -u)" = 0 ]; then
    as_root=(env)
  elif has_command sudo && timeout 10 sudo -n true 2>/dev/null; then
    as_root=(sudo -n env)
  elif has_command sudo && [ -t 0 ] && [ -t 2 ]; then
    say "Cài gói cần quyền quản trị: sudo sẽ hỏi mật khẩu của bạn." "Installing packages takes an administrator's rights: sudo asks for your password."
    sudo -v || return 1
    as_root=(sudo env)
  else
    return 1
  fi
}

# apt-get update, which unlike apt-get install does not wait by itself while another apt is at work.
update_package_lists() {
  local tries errors
  for ((tries = 60; tries > 0; tries--)); do
    { errors=$("${as_root[@]}" LC_ALL=C apt-get update -q 2>&1 >&3); } 3>&2 && return 0
    [[ $errors == *"Could not get lock"* ]] || break
    [ $tries != 60 ] || say "apt đang bận việc khác; chờ tới 5 phút." "apt is busy with something else; waiting up to 5 minutes."
    sleep 5
  done
  printf '%s\n' "$errors" >&2
  return 1
}

# Installs everything in required and drawing, or says what to install. $1 = 0: only says it, as the script will stop for another reason.
install_packages() {
  local install=$1 packages line as_root sudo=
  packages=(${required[@]+"${required[@]}"} ${drawing[@]+"${drawing[@]}"})
  [ ${#packages[@]} = 0 ] && return 0
  if ! has_command apt-get; then
    say "Máy này thiếu (tên gói theo Debian): ${packages[*]}. Hãy cài bằng trình quản lý gói của hệ điều hành." \
      "Missing on this machine (package names as in Debian): ${packages[*]}. Install them with the system's package manager."
    [ ${#required[@]} = 0 ] # a library may be where we did not look: go on if only drawing is in doubt
    return
  fi
  [ "$(id -u)" = 0 ] || sudo="sudo "
  line="${sudo}apt-get update && ${sudo}apt-get install -y ${packages[*]}"
  if [ "$install" = 0 ]; then
    say "Cũng còn thiếu gói; lần chạy sau sẽ cài nếu có quyền, hoặc chạy: $line" \
      "Packages are missing too; the next run installs them if it may, or run: $line"
    return 0
  fi
  if ! find_rights; then
    say "Thiếu gói và không có quyền cài. Nhờ người quản trị chạy: $line" \
      "Packages are missing and this user may not install them. Have an administrator run: $line"
    return 1
  fi
  say "Đang cài các gói còn thiếu bằng apt-get: ${packages[*]}" "Installing missing packages with apt-get: ${packages[*]}"
  update_package_lists ||
    say "apt-get update không xong; vẫn thử cài với danh mục gói sẵn có." "apt-get update failed; trying with the package lists at hand."
  "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 \
    "${packages[@]}" >&2 && return 0
  say "apt-get không cài được. Xem lỗi ở trên, rồi chạy: $line" "apt-get failed. See its message above, then run: $line"
  return 1
}

# Brings the machine to where cargo can build: "$@" are the need_… functions that say what is wanted. Ends the script if it cannot.
prepare() {
  local need ready=1
  for need; do "$need"; done
  need_rust || ready=0
  install_packages "$ready" || ready=0
  [ "$ready" = 1 ] && [ "$rust_agreed" = 1 ] && { fetch_rust || ready=0; }
  [ "$ready" = 1 ] || exit 1
}

# rustfmt and clippy, which a minimal toolchain lacks; ends the script without them.
need_rust_tools() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return 0
  if has_command rustup && agreed "Tải thêm rustfmt và clippy bằng rustup?" "Get rustfmt and clippy through rustup?"; then
    rustup component add rustfmt clippy >&2 && return 0
  fi
  say "Thiếu rustfmt hoặc clippy. Hãy chạy: rustup component add rustfmt clippy" \
    "rustfmt or clippy is missing. Run: rustup component add rustfmt clippy"
  exit 1
}

# Says how long a first build takes here: $1 is its processor time in minutes, spread over the cores, and a serial end.
say_first_build() {
  local cores minutes
  cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)
  minutes=$(($1 / cores + 3))
  say "Lần đầu phải biên dịch mọi thứ: khoảng $minutes phút với $cores nhân. Các lần sau chỉ vài giây." \
    "The first time everything is compiled: about $minutes minutes on $cores cores. Later starts take seconds."
}

# Makes or renews the Python environment with the packages of the file $2 in the folder $1; 1 if they cannot be fetched.
prepare_python() {
  local environment=$1 packages=$2
  cmp -s "$packages" "$environment/installed.txt" && return 0
  say "Đang cài các thư viện Python để đối chứng (khoảng 100 MB)…" "Installing the Python libraries to check against (about 100 MB)…"
  rm -rf "$environment" && python3 -m venv "$environment" >&2 &&
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r "$packages" >&2 &&
    cp "$packages" "$environment/installed.txt"
}
