import type { Call } from '../call.ts'
import { options } from '../call.ts'
import { DockerError } from './container.ts'
import type { Engine } from './engine.ts'
import { imageDigest, imageId, registryImages } from './images.ts'
import { parseReference } from './registry.ts'
import { saveImages } from './state.ts'

export async function removeImages(call: Call, engine: Engine): Promise<number> {
  const { flags, operands } = options(call.args.slice(1))
  for (const typed of operands) {
    const wanted = parseReference(typed)
    const found = engine.images.find(({ name, tag }) => {
      const image = registryImages.find((one) => one.name === name)
      const byId = typed.length > 3 && image && imageId(image).startsWith(typed)
      return byId || (name === wanted.name && tag === wanted.tag)
    })
    const image = registryImages.find((one) => one.name === found?.name)
    if (!found || !image) throw new DockerError(`No such image: ${wanted.name}:${wanted.tag}`, 1)
    const user = engine.containers.find(({ state }) => state.image === `${found.name}:${found.tag}`)
    if (user && (user.process || !flags.has('f')))
      throw new DockerError(
        `conflict: unable to remove repository reference "${typed}" (${user.process ? 'cannot be forced' : 'must force'}) - container ${user.state.id.slice(0, 12)} is using its referenced image ${imageId(image).slice(0, 12)}`,
        1,
      )
    engine.images = engine.images.filter((one) => one !== found)
    saveImages(engine.machine.vfs, engine.images)
    await call.out(`Untagged: ${found.name}:${found.tag}\n`)
    if (!engine.images.some(({ name }) => name === found.name))
      await call.out(
        `Untagged: ${found.name}@${imageDigest(image)}\nDeleted: sha256:${imageId(image)}\n`,
      )
  }
  return 0
}
