interface Image {
  Name?: string | undefined
  Description?: string | undefined
  PlatformDetails?: string | undefined
  ImageLocation?: string | undefined
}

/** By what the image says of itself; AWS's console guesses in the same way. */
const users: readonly (readonly [RegExp, string])[] = [
  [/ubuntu/i, 'ubuntu'],
  [/debian/i, 'admin'],
  [/centos/i, 'centos'],
  [/bitnami/i, 'bitnami'],
  [/fedora/i, 'fedora'],
]

/** The user that an image's key belongs to, as far as its name tells. */
export function defaultUserOf(image: Image | undefined): string {
  const text = [image?.Name, image?.Description, image?.ImageLocation].join(' ')
  return users.find(([pattern]) => pattern.test(text))?.[1] ?? 'ec2-user'
}

/** Whether the image brings the EC2 Instance Connect agent; undefined while the image is not known. */
export function bringsInstanceConnect(image: Image | undefined): boolean | undefined {
  if (!image) return undefined
  const text = [image.Name, image.Description, image.ImageLocation].join(' ')
  return /ubuntu|al2023|amzn2|amazon linux/i.test(text)
}
