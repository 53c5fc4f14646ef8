import { stableHex } from '../../../stable-hash.ts'
import { rootCredentials as root } from '../../vfs/inode.ts'
import type { Vfs } from '../../vfs/vfs.ts'
import { programFile } from '../program-file.ts'
import { nginxMimeTypes, nginxWelcome } from '../web-packages.ts'

/** What an image of the registry holds; its files are made when a container is. */
export interface ImageFacts {
  readonly name: string
  readonly tags: readonly string[]
  readonly base: 'alpine' | 'busybox' | 'debian' | 'ubuntu' | 'scratch'
  readonly bytes: number
  readonly layers: number
  readonly command: readonly string[]
  readonly env?: readonly string[]
  readonly port?: number
  readonly programs?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly users?: string
}

export const imageMadeMs = Date.UTC(2025, 9, 21, 17, 2, 11)

const tools =
  'awk base64 basename cat chgrp chmod chown clear cp cut date dd df dirname du echo env expr false find free getent grep gunzip gzip head hostname id kill ln ls md5sum mkdir mktemp mv nproc od printenv printf ps pwd readlink realpath rm rmdir sed seq sh sha1sum sha256sum sleep sort split stat sync tail tar tee test timeout top touch tr true tty uname uniq uptime wc which whoami xargs yes'
const ofBase: Readonly<Record<ImageFacts['base'], string>> = {
  scratch: '',
  busybox: `${tools} nc nslookup ping vi wget less unzip`,
  alpine: `${tools} nc nslookup ping vi wget less unzip ip`,
  debian: `${tools} bash apt apt-get apt-cache dpkg dpkg-query diff numfmt`,
  ubuntu: `${tools} bash apt apt-get apt-cache dpkg dpkg-query diff numfmt`,
}
const release: Readonly<Record<ImageFacts['base'], string>> = {
  scratch: '',
  busybox: '',
  alpine:
    'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.22.2\nPRETTY_NAME="Alpine Linux v3.22"\nHOME_URL="https://alpinelinux.org/"\n',
  debian:
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
  ubuntu:
    'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\n',
}

const nginxConf = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`
const nginxSite = `server {
    listen       80;
    listen  [::]:80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`
const apacheConf = `ServerRoot "/usr/local/apache2"
Listen 80
User www-data
Group www-data
ServerName localhost
DocumentRoot "/usr/local/apache2/htdocs"
<Directory />
    AllowOverride none
    Require all denied
</Directory>
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>
DirectoryIndex index.html
ErrorLog /dev/stderr
LogLevel warn
LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
CustomLog /dev/stdout common
`

export const registryImages: readonly ImageFacts[] = [
  {
    name: 'hello-world',
    tags: ['latest', 'linux'],
    base: 'scratch',
    bytes: 10_072,
    layers: 1,
    command: ['/hello'],
    programs: { '/hello': 'docker-hello' },
  },
  {
    name: 'nginx',
    tags: ['latest', 'stable', 'bookworm', '1.22', '1.22.1'],
    base: 'debian',
    bytes: 152_000_000,
    layers: 7,
    command: ['nginx', '-g', 'daemon off;'],
    port: 80,
    programs: { '/usr/sbin/nginx': 'nginx', '/usr/bin/curl': 'curl' },
    users: 'nginx:x:101:101:nginx user:/nonexistent:/bin/false\n',
    files: {
      '/etc/nginx/nginx.conf': nginxConf,
      '/etc/nginx/conf.d/default.conf': nginxSite,
      '/etc/nginx/mime.types': nginxMimeTypes,
      '/usr/share/nginx/html/index.html': nginxWelcome,
      '/usr/share/nginx/html/50x.html': '<h1>An error occurred.</h1>\n',
      '/var/log/nginx/access.log': '->/dev/stdout',
      '/var/log/nginx/error.log': '->/dev/stderr',
    },
  },
  {
    name: 'httpd',
    tags: ['latest', '2', '2.4', 'bookworm'],
    base: 'debian',
    bytes: 117_000_000,
    layers: 6,
    command: ['httpd-foreground'],
    env: [
      'HTTPD_PREFIX=/usr/local/apache2',
      'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ],
    port: 80,
    programs: { '/usr/local/apache2/bin/httpd': 'httpd' },
    scripts: { '/usr/local/bin/httpd-foreground': '#!/bin/sh\nexec httpd -DFOREGROUND "$@"\n' },
    files: {
      '/usr/local/apache2/conf/httpd.conf': apacheConf,
      '/etc/apache2/apache2.conf': '->/usr/local/apache2/conf/httpd.conf',
      '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
    },
  },
  {
    name: 'alpine',
    tags: ['latest', '3', '3.22'],
    base: 'alpine',
    bytes: 8_320_000,
    layers: 1,
    command: ['/bin/sh'],
  },
  {
    name: 'ubuntu',
    tags: ['latest', '24.04', 'noble'],
    base: 'ubuntu',
    bytes: 78_100_000,
    layers: 1,
    command: ['/bin/bash'],
  },
  {
    name: 'busybox',
    tags: ['latest', 'stable', '1', '1.37'],
    base: 'busybox',
    bytes: 4_430_000,
    layers: 1,
    command: ['sh'],
  },
]

export function imageId(image: ImageFacts): string {
  return stableHex(64, 'docker-image', image.name)
}

export function imageDigest(image: ImageFacts): string {
  return `sha256:${stableHex(64, 'docker-digest', image.name)}`
}

/** Writes an image's files below a directory. */
export function unpackImage(vfs: Vfs, at: string, image: ImageFacts): void {
  for (const path of [at, `${at}/dev`, `${at}/etc`, `${at}/proc`, `${at}/sys`])
    vfs.makeDirectories(path, root)
  const put = (path: string, text: string, mode = 0o644): void => {
    vfs.makeDirectories(`${at}${path.replace(/\/[^/]*$/, '')}`, root)
    if (text.startsWith('->')) vfs.symlink(text.slice(2), `${at}${path}`, root)
    else vfs.writeFile(`${at}${path}`, Buffer.from(text, 'latin1'), root, mode)
    if (mode !== 0o644) vfs.chmod(`${at}${path}`, mode, root)
  }
  for (const [path, program] of Object.entries(image.programs ?? {}))
    put(path, programFile(program), 0o755)
  if (image.base === 'scratch') return
  for (const path of ['/home', '/mnt', '/opt', '/root', '/run', '/srv', '/usr/bin', '/usr/sbin'])
    vfs.makeDirectories(`${at}${path}`, root)
  for (const path of ['/usr/local/bin', '/var/lib', '/var/log', '/tmp'])
    vfs.makeDirectories(`${at}${path}`, root)
  vfs.chmod(`${at}/tmp`, 0o1777, root)
  for (const name of ['bin', 'sbin']) vfs.symlink(`usr/${name}`, `${at}/${name}`, root)
  for (const name of ofBase[image.base].split(' '))
    put(`/usr/bin/${name}`, programFile(name), 0o755)
  const shell = ofBase[image.base].includes(' bash ') ? '/bin/bash' : '/bin/sh'
  const people = `root:x:0:0:root:/root:${shell}\nwww-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n${image.users ?? ''}`
  put('/etc/passwd', people)
  put(
    '/etc/group',
    people.replaceAll(
      /^([^:]+):x:\d+:(\d+):.*$/gm,
      (_, name: string, gid: string) => `${name}:x:${gid}:`,
    ),
  )
  if (release[image.base] !== '') put('/etc/os-release', release[image.base])
  for (const [path, text] of Object.entries(image.files ?? {})) put(path, text)
  for (const [path, text] of Object.entries(image.scripts ?? {})) put(path, text, 0o755)
}
