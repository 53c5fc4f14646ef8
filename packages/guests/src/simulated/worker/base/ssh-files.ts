import type { DistributionFacts } from '../../distributions.ts'

/** Where a distribution keeps the program behind the sftp subsystem. */
export function sftpServerPath(facts: DistributionFacts): string {
  if (facts.family === 'debian') return '/usr/lib/openssh/sftp-server'
  return facts.family === 'suse' ? '/usr/lib/ssh/sftp-server' : '/usr/libexec/openssh/sftp-server'
}

/** EC2 Instance Connect's own program, where the image or its package puts it. */
export function instanceConnectPath(facts: DistributionFacts): string {
  return facts.family === 'debian'
    ? '/usr/share/ec2-instance-connect/eic_run_authorized_keys'
    : '/opt/aws/bin/eic_run_authorized_keys'
}

/** The unit's drop-in by which Ubuntu's and Debian's package gives the command to sshd. */
export const instanceConnectDropIn =
  '/usr/lib/systemd/system/ssh.service.d/ec2-instance-connect.conf'

export const instanceConnectDropInText =
  '[Service]\nExecStart=\nExecStart=/usr/sbin/sshd -D -o "AuthorizedKeysCommand /usr/share/ec2-instance-connect/eic_run_authorized_keys %%u %%f" -o "AuthorizedKeysCommandUser ec2-instance-connect" $SSHD_OPTS\n'

const command =
  'AuthorizedKeysCommand /opt/aws/bin/eic_run_authorized_keys %u %f\nAuthorizedKeysCommandUser ec2-instance-connect\n'

/** The configuration that sshd finds on a fresh disk: path, text and mode. */
export function sshFiles(
  facts: DistributionFacts,
  distribution: string,
): [string, string, number][] {
  const sftp = `Subsystem sftp ${sftpServerPath(facts)}\n`
  const files: [string, string, number][] = []
  if (facts.family === 'debian') {
    files.push([
      '/etc/ssh/sshd_config',
      `Include /etc/ssh/sshd_config.d/*.conf\n\n#Port 22\n#PermitRootLogin prohibit-password\n#PubkeyAuthentication yes\n#PasswordAuthentication yes\nKbdInteractiveAuthentication no\nUsePAM yes\nX11Forwarding yes\nPrintMotd no\nAcceptEnv LANG LC_*\n${sftp}`,
      0o644,
    ])
    files.push([
      `/etc/ssh/sshd_config.d/${distribution === 'debian-12' ? '50-cloud-init' : '60-cloudimg-settings'}.conf`,
      'PasswordAuthentication no\n',
      0o644,
    ])
    if (facts.instanceConnect) files.push([instanceConnectDropIn, instanceConnectDropInText, 0o644])
    return files
  }
  const family = facts.family === 'suse' ? '' : 'GSSAPIAuthentication yes\n'
  const environment =
    'AcceptEnv LANG LC_CTYPE LC_NUMERIC LC_TIME LC_COLLATE LC_MONETARY LC_MESSAGES\n'
  const whole = `#Port 22\n#AddressFamily any\n#ListenAddress 0.0.0.0\n\n#PermitRootLogin prohibit-password\n#StrictModes yes\n#MaxAuthTries 6\n#MaxSessions 10\n\n#PubkeyAuthentication yes\nAuthorizedKeysFile .ssh/authorized_keys\n\nPasswordAuthentication no\n`
  if (distribution === 'al2')
    files.push([
      '/etc/ssh/sshd_config',
      `${whole}ChallengeResponseAuthentication no\n${family}UsePAM yes\nX11Forwarding yes\n${environment}${sftp}\n${command}`,
      0o600,
    ])
  else
    files.push(
      [
        '/etc/ssh/sshd_config',
        `Include /etc/ssh/sshd_config.d/*.conf\n\n${whole}${sftp}${facts.instanceConnect ? `\n${command}` : ''}`,
        0o600,
      ],
      [
        '/etc/ssh/sshd_config.d/50-redhat.conf',
        `SyslogFacility AUTHPRIV\nChallengeResponseAuthentication no\n${family}UsePAM yes\nX11Forwarding yes\nPrintMotd ${facts.family === 'amazon' ? 'no' : 'yes'}\n${environment}`,
        0o600,
      ],
    )
  return files
}
