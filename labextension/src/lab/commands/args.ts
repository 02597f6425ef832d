/** Of commands that take no arguments. */
export const NO_ARGS = { args: { type: 'object', properties: {} } } as const;
