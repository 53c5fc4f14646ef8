/**
 * Names under which volumes can be attached.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
const linuxDevice =
  /^(\/dev\/)?(sd[a-z]([1-9]|1[0-5])?|xvd[a-z]|xvd[a-d][a-z]|hd[a-z]([1-9]|1[0-5])?)$/
const windowsDevice = /^(\/dev\/sda1|xvd[a-z]|xvd[b-d][a-z]|\/dev\/(sd|xvd)[b-z])$/

export function isDeviceName(name: string, platform: 'linux' | 'windows' = 'linux'): boolean {
  return (platform === 'windows' ? windowsDevice : linuxDevice).test(name)
}

/** What AWS recommends for data volumes, in the order the console offers them. */
export function suggestDeviceNames(platform: 'linux' | 'windows' = 'linux'): readonly string[] {
  const letters = [...(platform === 'windows' ? 'bcdefghijklmnopqrstuvwxyz' : 'fghijklmnop')]
  return letters.map((letter) => (platform === 'windows' ? `xvd${letter}` : `/dev/sd${letter}`))
}

/** The first recommended name that is not taken; `/dev/sdf`, `sdf` and `/dev/xvdf` are the same slot. */
export function suggestDeviceName(
  taken: readonly string[],
  platform: 'linux' | 'windows' = 'linux',
): string | undefined {
  const slots = new Set(taken.map(deviceSlot))
  return suggestDeviceNames(platform).find((name) => !slots.has(deviceSlot(name)))
}

/** The letters that two spellings of one device share: `/dev/sda1`, `sda1` and `/dev/xvda` are `a`. */
export function deviceSlot(name: string): string {
  return name
    .replace(/^\/dev\//, '')
    .replace(/^(sd|xvd|hd)/, '')
    .replace(/^([a-z])1$/, '$1')
}
