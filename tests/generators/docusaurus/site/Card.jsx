export default ({title, label, size, children}) => (
  <section className={`card-${size}`} title={title || label}>{children}</section>
);
