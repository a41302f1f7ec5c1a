/** Applications written in other ways than ours, and what stands at the container's edge. */
package betterauth.jakarta.it.edge;
