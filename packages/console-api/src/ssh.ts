/**
 * `GET /api/<connection>/<region>/instances/<id>/ssh?user=ec2-user`: the exact lines that connect to an instance by SSH. `key` is the
 * name of its key pair's file.
 */
export interface SshLines {
  /** As AWS's console has it: `ssh -i "course.pem" ec2-user@ec2-…`; absent without a public address. */
  readonly aws?: string
  /** What works on the computer that Brume runs on; absent on AWS, and while the instance does not run or has no public address. */
  readonly here?: string
  readonly endpoint?: {
    readonly host: string
    readonly port: number
    /** False: the address is not the instance's own, and the user name carries its id. */
    readonly own: boolean
  }
}

/** The file that a new key pair's private key is saved as, wherever it is saved or spoken of. */
export function keyFileName(keyName: string, format = 'pem'): string {
  return `${keyName.replace(/[^\w.@+=-]+/g, '_').replace(/^[-.]/, '_')}.${format}`
}
