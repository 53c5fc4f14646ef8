/** By this name of our own the build knows it as part of the second wave. */
export { default } from '@cloudscape-design/components/split-panel'
