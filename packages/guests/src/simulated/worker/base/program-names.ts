import type { DistributionFacts } from '../../distributions.ts'
import { instanceConnectPath, sftpServerPath } from './ssh-files.ts'

/** Programs that every distribution brings, by directory. */
const everywhere: Readonly<Record<string, string>> = {
  '/usr/bin':
    'awk base64 basename bash cat chage chgrp chmod chown chronyc cksum clear cloud-init cloud-init-per cmp column comm cp curl cut date dd df diff dirname dmesg du echo egrep env expand expr fallocate false fgrep file find findmnt flock fmt fold free getent git-less gpasswd grep groups gunzip gzip head hexdump hostid hostname hostnamectl iconv id install ionice join journalctl kill killall last less ln locale localectl logger login loginctl logname ls lsblk lscpu lsmem man md5sum mkdir mktemp more mount mountpoint mv nice nl nohup nproc numfmt od passwd paste perl pgrep pidof ping ping6 pkill printenv printf ps pwd python3 readlink realpath renice rev rm rmdir scp sed seq setsid sftp sh sha1sum sha256sum shuf sleep sort split ssh ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan stat strings stty su sudo sync systemctl systemd-analyze systemd-detect-virt tac tail tar tee test timedatectl timeout top touch tr true truncate tty umount uname unexpand uniq unlink uptime users vi vmstat w watch wc which who whoami xargs yes zcat',
  '/usr/sbin':
    'addgroup adduser blkid blockdev chpasswd chroot dmidecode e2fsck e2label fdisk findfs fsck fuser groupadd groupdel groupmod growpart halt ifconfig ip iptables lsof mke2fs mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.vfat mkfs.xfs mkswap modprobe netstat nologin parted poweroff reboot resize2fs service sfdisk shutdown ss sshd swapoff swapon sysctl tune2fs useradd userdel usermod visudo wipefs xfs_admin xfs_growfs xfs_info',
}

/** In /usr/bin, for asking after names and ways. */
const networkTools = 'dig host nslookup tracepath'

const ofFamily: Readonly<Record<DistributionFacts['family'], string>> = {
  amazon: 'aws bc xxd getenforce setenforce wget ec2-metadata rpm vim nano chkconfig unzip zip',
  debian:
    'xxd wget nc dpkg dpkg-query apt apt-get apt-cache nano lsb_release deluser delgroup ec2metadata unattended-upgrade snap',
  redhat: 'getenforce setenforce rpm vim chkconfig',
  suse: 'rpm vim',
  windows: '',
}

/** Amazon Linux 2023 comes without cron. */
export function hasCron(facts: DistributionFacts): boolean {
  return !(facts.id === 'amzn' && facts.version === '2023')
}

/** Absolute paths of the programs of a fresh disk, each with the name of what runs for it. */
export function programPaths(facts: DistributionFacts): [path: string, program: string][] {
  const tools = {
    dnf: 'dnf yum',
    yum: 'yum amazon-linux-extras',
    apt: '',
    zypper: 'zypper',
    none: '',
  }[facts.packageTool]
  const ubuntu = facts.id === 'ubuntu' ? 'bc ufw' : ''
  const extra =
    `${ubuntu} ${ofFamily[facts.family]} ${networkTools} ${tools} ${facts.programs ?? ''}`
      .split(' ')
      .filter(Boolean)
  const paths: [string, string][] = Object.entries(everywhere).flatMap(([directory, names]) =>
    names
      .split(' ')
      .filter((name) => name !== 'git-less')
      .map((name): [string, string] => [`${directory}/${name}`, name]),
  )
  if (hasCron(facts))
    paths.push(
      ['/usr/bin/crontab', 'crontab'],
      [facts.family === 'debian' ? '/usr/sbin/cron' : '/usr/sbin/crond', 'crond'],
    )
  return [
    ...paths,
    ...extra.map((name): [string, string] => [`/usr/bin/${name}`, name]),
    [sftpServerPath(facts), 'sftp-server'],
    ...(facts.instanceConnect
      ? [[instanceConnectPath(facts), 'eic_run_authorized_keys'] satisfies [string, string]]
      : []),
  ]
}
