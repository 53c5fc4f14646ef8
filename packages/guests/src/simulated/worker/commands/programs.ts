import type { Program } from './call.ts'
import { awsPrograms } from './aws/index.ts'
import { base64Programs } from './base64.ts'
import { calculatorPrograms } from './bc.ts'
import { bundled } from './bridge.ts'
import { cloudInitPrograms } from './cloud-init.ts'
import { cloudWatchPrograms } from './cloudwatch-agent.ts'
import { guardPrograms } from './guards.ts'
import { du } from './du.ts'
import { dumpPrograms } from './dumps.ts'
import { fmt } from './fmt.ts'
import { od } from './od.ts'
import { dockerPrograms } from './docker/index.ts'
import { editorPrograms } from './editors.ts'
import { filePrograms } from './files.ts'
import { identityPrograms } from './identity.ts'
import { install } from './install.ts'
import { journalPrograms } from './journalctl.ts'
import { killPrograms } from './kill.ts'
import { ls, stat } from './ls.ts'
import { dnsPrograms } from './net/dns.ts'
import { netcatPrograms } from './net/netcat.ts'
import { openFilePrograms } from './net/lsof.ts'
import { ipPrograms } from './net/ip.ts'
import { pingPrograms } from './net/ping.ts'
import { socketPrograms } from './net/sockets.ts'
import { mariadbServerPrograms } from './mariadb/mariadbd.ts'
import { mariadbPrograms } from './mariadb/mysql.ts'
import { metadataPrograms } from './metadata.ts'
import { packagePrograms } from './packages.ts'
import { dpkgPrograms } from './dpkg-queries.ts'
import { packageQueryPrograms } from './package-queries.ts'
import { passwordPrograms } from './passwords.ts'
import { powerPrograms } from './power.ts'
import { pythonPrograms } from './python.ts'
import { servicePrograms } from './services.ts'
import { settingPrograms } from './settings.ts'
import { sed } from './sed.ts'
import { shellPrograms } from './shells.ts'
import { shufflePrograms } from './shuf.ts'
import { statusPrograms } from './status.ts'
import { sftpServer } from '../sftp/sftp-server.ts'
import { sshPrograms } from './ssh.ts'
import { atPrograms } from './at.ts'
import { accountPrograms } from './accounts.ts'
import { chronyPrograms } from './chrony.ts'
import { comparePrograms } from './compare.ts'
import { cronPrograms } from './crontab.ts'
import { loadPrograms } from './load.ts'
import { storagePrograms } from './storage/index.ts'
import { sudoPrograms } from './sudo.ts'
import { apachePrograms } from './web/apache.ts'
import { curlPrograms } from './web/curl.ts'
import { nginxPrograms } from './web/nginx.ts'
import { phpPrograms } from './web/php.ts'
import { wgetPrograms } from './web/wget.ts'
import { sysctlPrograms } from './sysctl.ts'
import { textPrograms } from './text.ts'
import { zipPrograms } from './zip.ts'

const library = [
  'grep',
  'egrep',
  'fgrep',
  'awk',
  'sort',
  'uniq',
  'cut',
  'paste',
  'nl',
  'tac',
  'rev',
  'fold',
  'expand',
  'unexpand',
  'join',
  'comm',
  'diff',
  'find',
  'md5sum',
  'sha1sum',
  'sha256sum',
  'gzip',
  'gunzip',
  'zcat',
  'tar',
  'jq',
  'tree',
  'tr',
  'expr',
  'split',
  'strings',
  'column',
  'sqlite3',
] as const

const own: Readonly<Record<string, Program>> = {
  ...textPrograms,
  ...calculatorPrograms,
  ...dumpPrograms,
  ...shufflePrograms,
  du,
  fmt,
  od,
  sed,
  ...base64Programs,
  ...filePrograms,
  ...comparePrograms,
  install,
  ...shellPrograms,
  ...settingPrograms,
  ...sysctlPrograms,
  ...guardPrograms,
  ...cloudInitPrograms,
  ...cloudWatchPrograms,
  ...identityPrograms,
  ...servicePrograms,
  ...journalPrograms,
  ...killPrograms,
  ...powerPrograms,
  ...statusPrograms,
  ...loadPrograms,
  ...accountPrograms,
  ...cronPrograms,
  ...atPrograms,
  ...sudoPrograms,
  ...storagePrograms,
  ...curlPrograms,
  ...wgetPrograms,
  ...metadataPrograms,
  ...apachePrograms,
  ...nginxPrograms,
  ...phpPrograms,
  ...netcatPrograms,
  ...dnsPrograms,
  ...openFilePrograms,
  ...ipPrograms,
  ...pingPrograms,
  ...socketPrograms,
  ...pythonPrograms,
  ...packagePrograms,
  ...packageQueryPrograms,
  ...dpkgPrograms,
  ...editorPrograms,
  ...passwordPrograms,
  ...sshPrograms,
  ...zipPrograms,
  ...dockerPrograms,
  ...awsPrograms,
  ...chronyPrograms,
  ...mariadbPrograms,
  ...mariadbServerPrograms,
  'sftp-server': sftpServer,
  ls,
  stat,
}

/** Every program that a guest can run, by the name that its file holds. */
export const programs: Readonly<Record<string, Program>> = Object.assign(Object.create(null), own)
for (const name of library)
  if (!(name in programs)) Object.assign(programs, { [name]: bundled(name, () => programs) })
