import { gzipSync, zipSync, type Zippable } from 'fflate'
import { packTar } from 'modern-tar'

/** Archives and packages that course scripts download, of our own making. */
export interface Archives {
  /** By the last part of the path: the course's pages unless it is one of the known downloads. */
  find(name: string): { readonly type: string; readonly body: Uint8Array } | undefined
}

type Files = Readonly<Record<string, { readonly text: string; readonly executable?: boolean }>>

/** Long ago, so that the bytes are the same in every run. */
const madeAt = new Date('2026-01-01T00:00:00Z')

let made: Promise<Archives> | undefined

/** Made once, when the first site is asked for something. */
export function makeArchives(): Promise<Archives> {
  made ??= make()
  return made
}

async function make(): Promise<Archives> {
  const course = zip(courseFiles)
  const tarball = gzipSync(await tar(courseFiles), { mtime: madeAt })
  const known: Readonly<Record<string, Uint8Array>> = {
    'aws.zip': zip(sdkFiles),
    'awscli-exe-linux-x86_64.zip': zip(cliFiles),
    'awscli-exe-linux-aarch64.zip': zip(cliFiles),
  }
  return {
    find(name) {
      if (name.endsWith('.zip')) {
        const body = Object.hasOwn(known, name) ? known[name] : undefined
        return { type: 'application/zip', body: body ?? course }
      }
      if (name.endsWith('.tar.gz') || name.endsWith('.tgz')) {
        return { type: 'application/gzip', body: tarball }
      }
      // A package's content is the guest's own catalogue; its file only says which it is.
      if (/\.(?:rpm|deb)$/.test(name)) {
        return {
          type: 'application/octet-stream',
          body: new TextEncoder().encode(`${name}\n`.repeat(512)),
        }
      }
      return undefined
    },
  }
}

function zip(files: Files): Uint8Array {
  const entries: Zippable = {}
  for (const [name, { text, executable }] of Object.entries(files)) {
    // Made by Unix, with its mode in the upper half.
    const attrs = (executable ? 0o100755 : 0o100644) << 16
    entries[name] = [new TextEncoder().encode(text), { mtime: madeAt, os: 3, attrs }]
  }
  return zipSync(entries)
}

function tar(files: Files): Promise<Uint8Array> {
  return packTar(
    Object.entries(files).map(([name, { text, executable }]) => {
      const body = new TextEncoder().encode(text)
      const mode = executable ? 0o755 : 0o644
      return { header: { name, size: body.length, mode, mtime: madeAt }, body }
    }),
  )
}

const courseFiles: Files = {
  'index.php': {
    text: `<?php
function metadata($path) {
  $put = array('http' => array('method' => 'PUT', 'header' => 'X-aws-ec2-metadata-token-ttl-seconds: 60'));
  $token = @file_get_contents('http://169.254.169.254/latest/api/token', false, stream_context_create($put));
  $get = array('http' => array('header' => 'X-aws-ec2-metadata-token: ' . $token));
  $value = @file_get_contents('http://169.254.169.254/latest/meta-data/' . $path, false, stream_context_create($get));
  return $value === false ? 'unknown' : $value;
}
$load = explode(' ', file_get_contents('/proc/loadavg'));
?>
<!doctype html>
<html>
<head>
  <meta charset="utf-8">
  <title>Web server</title>
  <link rel="stylesheet" href="style.css">
</head>
<body>
  <h1>It works</h1>
  <table>
    <tr><th>Host name</th><td><?php echo gethostname(); ?></td></tr>
    <tr><th>Instance ID</th><td><?php echo metadata('instance-id'); ?></td></tr>
    <tr><th>Availability Zone</th><td><?php echo metadata('placement/availability-zone'); ?></td></tr>
    <tr><th>Load</th><td><?php echo $load[0]; ?></td></tr>
  </table>
  <p>This page came from a small archive that Brume's virtual Internet answers downloads with.</p>
</body>
</html>
`,
  },
  'style.css': {
    text: 'body { font-family: sans-serif; margin: 3rem; }\nth { text-align: left; padding-right: 2rem; }\n',
  },
  'README.txt': {
    text: "Brume's virtual Internet answers every download of an archive with this small one.\n",
  },
}

const sdkFiles: Files = {
  'aws-autoloader.php': {
    text: "<?php\n// The AWS SDK for PHP is not part of Brume's virtual Internet: this file stands in its place.\n",
  },
  'README.txt': {
    text: "The AWS SDK for PHP is not part of Brume's virtual Internet; this archive stands in its place.\n",
  },
}

/** As the installer that AWS documents has it: a copy under a directory of its version, and links to it. */
const cliFiles: Files = {
  'aws/install': {
    executable: true,
    text: `#!/bin/sh
install_dir=/usr/local/aws-cli
bin_dir=/usr/local/bin
update=no
while [ $# -gt 0 ]; do
  case "$1" in
    -i|--install-dir) install_dir="$2"; shift 2 ;;
    -b|--bin-dir) bin_dir="$2"; shift 2 ;;
    -u|--update) update=yes; shift ;;
    *) echo "Unrecognized argument: $1" >&2; exit 1 ;;
  esac
done
if [ -e "$install_dir/v2/current" ] && [ "$update" = no ]; then
  echo "Found preexisting AWS CLI installation: $install_dir/v2/current. Please rerun install script with --update flag." >&2
  exit 1
fi
here="$(dirname "$0")"
mkdir -p "$install_dir/v2/2.30.4/bin" "$bin_dir" || exit 1
cp "$here/dist/aws" "$install_dir/v2/2.30.4/bin/aws" || exit 1
ln -sfn "$install_dir/v2/2.30.4" "$install_dir/v2/current"
ln -sf "$install_dir/v2/current/bin/aws" "$bin_dir/aws"
echo "You can now run: $bin_dir/aws --version"
`,
  },
  // A program is a file that names what runs for it, as on every disk of a simulated guest.
  'aws/dist/aws': {
    executable: true,
    text: '\u007fELF\u0002\u0001\u0001\u0000brume-program:aws\n',
  },
  'aws/README.md': {
    text: "# AWS CLI\n\nThe AWS CLI of Brume's guests: install it with `sudo ./install`.\n",
  },
}
