import { createHash } from 'node:crypto'
import type { Site, SiteReply } from '../site.ts'

const registries = ['registry-1.docker.io', 'index.docker.io', 'public.ecr.aws']
const tokenServices = ['auth.docker.io']
const content = ['production.cloudflare.docker.com', 'docker-images-prod.s3.amazonaws.com']

/**
 * Registries by the distribution API: a token for everybody, a manifest of one layer for every image, and its blobs. What an
 * image holds is the guest's own catalogue.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export const containerRegistry: Site = {
  serves: (host) => [...registries, ...tokenServices, ...content].includes(host),
  answer({ host, path }) {
    if (tokenServices.includes(host) || path === '/token' || path === '/token/') {
      return json({ token: 'anonymous', access_token: 'anonymous', expires_in: 300 })
    }
    if (/^\/v2\/?$/.test(path)) return json({})
    const manifest = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(path)
    if (manifest) return manifestOf(`${manifest[1]}:${manifest[2]}`)
    const tags = /^\/v2\/(.+)\/tags\/list$/.exec(path)
    if (tags) return json({ name: tags[1], tags: ['latest'] })
    if (/\/blobs\/sha256:[0-9a-f]{64}$/.test(path)) {
      return { type: 'application/octet-stream', body: Buffer.alloc(65_536, path) }
    }
    return undefined
  },
}

function manifestOf(image: string): SiteReply {
  const part = (name: string, mediaType: string, size: number) => ({
    mediaType,
    size,
    digest: `sha256:${digest(`${image}/${name}`)}`,
  })
  const type = 'application/vnd.oci.image.manifest.v1+json'
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: type,
    config: part('config', 'application/vnd.oci.image.config.v1+json', 1024),
    layers: [part('layer', 'application/vnd.oci.image.layer.v1.tar+gzip', 65_536)],
  })
  return { type, headers: { 'docker-content-digest': `sha256:${digest(body)}` }, body }
}

function json(value: unknown): SiteReply {
  return {
    type: 'application/json',
    headers: { 'docker-distribution-api-version': 'registry/2.0' },
    body: JSON.stringify(value),
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
